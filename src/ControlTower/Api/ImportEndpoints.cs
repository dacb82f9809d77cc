using ControlTower.Access;
using ControlTower.Foreign;
using ControlTower.Intake;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Api;

/// <summary>POST /api/v1/orders/import: a file of orders, tried or taken in. <c>format=csv</c> answers the refused rows as a file instead.</summary>
public static class ImportEndpoints
{
    private const int UploadBytesMax = CsvTable.BytesMax + 100_000; // what multipart puts around the file

    public static void MapOrderImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/orders/import", ImportAsync).WithTags("Orders").NeedsDuty(Duty.CreateOrdersInManualStores)
            .WithMetadata(new RequestSizeLimitAttribute(UploadBytesMax)).Produces<ImportBody>()
            .WithSummary("Take a CSV file of orders in (multipart part file); dryRun=true only tries it");

    private static async Task<IResult> ImportAsync(HttpContext context, ImportOrdersHandler handler, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var (store, dry, format) = (request.Query["store"].ToString(), request.Query["dryRun"].ToString(), request.Query["format"].ToString());
        var wrong = PageAsk.UnknownFilter(request, "store", "dryRun", "format")
            ?? (store.Length == 0 ? new Refusal(ApiProblem.FilterInvalid, "Name the store whose orders these are.", "store") : null)
            ?? (dry is not ("" or "true" or "false") ? new Refusal(ApiProblem.FilterInvalid, "This must be true or false.", "dryRun") : null)
            ?? (format is not ("" or "json" or "csv") ? new Refusal(ApiProblem.FilterInvalid, "The answer comes as json or csv.", "format") : null);
        if (wrong is not null)
        {
            return ApiProblem.Of(wrong);
        }

        if (!(await FileUpload.ReadAsync(request, cancellationToken)).Decided(out var file, out var refused)
            || !(await handler.HandleAsync(new(context.CommandId(), context.Actor(), store, file, dry == "true"), progress: null, cancellationToken)).Decided(out var report, out refused))
        {
            return ApiProblem.Of(refused);
        }

        return format == "csv"
            ? TypedResults.File(report.ErrorFile ?? SafeCsv.Write(["errors"], []), "text/csv; charset=utf-8", "errors.csv")
            : TypedResults.Ok(ImportBody.Of(report));
    }
}

/// <summary>A file as clients send it: the multipart part <c>file</c>, or the bare text.</summary>
public static class FileUpload
{
    /// <returns>Or <c>api.file-missing</c>, <c>api.form-malformed</c>, <c>api.too-large</c>.</returns>
    public static async Task<Outcome<byte[]>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        try
        {
            if (!request.HasFormContentType)
            {
                await request.Body.CopyToAsync(bytes, cancellationToken);
            }
            else if ((await request.ReadFormAsync(cancellationToken)).Files.GetFile("file") is { } file)
            {
                await file.CopyToAsync(bytes, cancellationToken);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException) // too large is told by the boundary
        {
            return new Refusal("api.form-malformed", "The form cannot be read. Send the file as the multipart part \"file\".", "file");
        }

        return bytes.Length == 0 ? new Refusal("api.file-missing", "Send the file as the multipart part \"file\".", "file") : bytes.ToArray();
    }
}

/// <param name="Orders">How many the file holds.</param>
/// <param name="Known">Were here already: nothing was done about them.</param>
public sealed record ImportBody(int Rows, int Orders, int Accepted, int Known, int Refused, IReadOnlyList<string> UnknownColumns, IReadOnlyList<ImportResultBody> Results)
{
    public static ImportBody Of(ImportReport report) => new(
        report.Rows, report.Orders.Count, report.Count(ImportOutcome.Accepted), report.Count(ImportOutcome.Known), report.Count(ImportOutcome.Refused), report.UnknownColumns,
        [.. report.Orders.Select(order => new ImportResultBody(
            order.Row, order.OrderRef, order.Outcome, order.Number, [.. order.Errors.Select(error => new ImportErrorBody(error.Row, error.Column, error.Code, error.Detail))]))]);
}

public sealed record ImportResultBody(int Row, string OrderRef, ImportOutcome Outcome, string? Number, IReadOnlyList<ImportErrorBody> Errors);

public sealed record ImportErrorBody(int Row, string Column, string Code, string Detail);
