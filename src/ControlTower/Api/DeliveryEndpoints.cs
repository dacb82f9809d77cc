using ControlTower.Data;
using ControlTower.Access;
using ControlTower.Foreign;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Api;

/// <summary>What our own drivers tell, and a courier's statement of cash.</summary>
public static class DeliveryEndpoints
{
    private const int StatementBytesMax = CsvTable.BytesMax + 100_000; // what multipart puts around the file

    public static void MapDelivery(this IEndpointRouteBuilder api)
    {
        api.MapPost("/couriers/own/{parcel}/event", EventAsync).WithTags("Delivery").NeedsDuty(Duty.Ship).Produces<ParcelEventBody>()
            .Accepts<OwnEventBody>("application/json").WithMetadata(new RequestSizeLimitAttribute(2 * PhotoStore.BytesMax))
            .WithSummary("Our own driver tells where a parcel is; a delivery with its proof (as a form: parts photo, signature)");
        api.MapPost("/cod/remittances", StatementAsync).WithTags("Delivery").NeedsDuty(Duty.ApproveRefunds)
            .WithMetadata(new RequestSizeLimitAttribute(StatementBytesMax)).Produces<StatementBody>()
            .WithSummary("A courier's statement of cash as CSV (multipart part file), matched parcel by parcel; dryRun=true only tries it");
    }

    /// <summary>JSON; or a form with the same names and the parts <c>photo</c> and <c>signature</c>.</summary>
    private static async Task<IResult> EventAsync(
        string parcel, HttpContext context, TellFromRoadHandler handler, PhotoStore photos, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (!(await OwnEventReading.ReadAsync(context.Request, photos, cancellationToken)).Decided(out var told, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        return await answers.OfAsync(
            await handler.HandleAsync(told.Body.CommandOf(context.CommandId(), context.Actor(), parcel, told.Pictures), cancellationToken),
            heard => Task.FromResult<object?>(new ParcelEventBody(heard.Sscc, heard.Number, heard.State, heard.Reason)), cancellationToken);
    }

    /// <summary>Pictures of deliveries, for whoever may see the customer's data, of their own warehouses.</summary>
    public static void MapProofs(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/photos/proofs/{file}", async (string file, HttpContext context, ProofReader reader, PhotoStore photos, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.CacheControl = "private, no-store";
            return await reader.WarehouseOfAsync(file, cancellationToken) is { } warehouse && context.Actor().Sees(warehouse) && photos.Find(file) is { } path
                ? Results.File(path, "image/jpeg")
                : Results.NotFound();
        }).NeedsDuty(Duty.ViewPersonalData).ExcludeFromDescription();

    private static async Task<IResult> StatementAsync(HttpContext context, ReadCodStatementHandler handler, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var (courier, dry) = (request.Query["courier"].ToString(), request.Query["dryRun"].ToString());
        var wrong = PageAsk.UnknownFilter(request, "courier", "dryRun")
            ?? (courier.Length is 0 or > 40 ? new Refusal(ApiProblem.FilterInvalid, "Name the courier whose statement it is.", "courier") : null)
            ?? (dry is not ("" or "true" or "false") ? new Refusal(ApiProblem.FilterInvalid, "This must be true or false.", "dryRun") : null);
        if (wrong is not null)
        {
            return ApiProblem.Of(wrong);
        }

        if (!(await FileUpload.ReadAsync(request, cancellationToken)).Decided(out var file, out var refused)
            || !(await handler.HandleAsync(new(context.CommandId(), context.Actor(), courier, ReadCodStatementHandler.HashOf(file), dry == "true"), file, cancellationToken)).Decided(out var reading, out refused))
        {
            return ApiProblem.Of(refused);
        }

        return TypedResults.Ok(StatementBody.Of(reading));
    }
}

/// <param name="State">accepted, inTransit, outForDelivery, attemptFailed, atPickupPoint, delivered, returning, lost, damaged.</param>
/// <param name="Reason">Why an attempt failed; demanded with it.</param>
/// <param name="Code">What the customer said at the door.</param>
/// <param name="Cash">Taken at the door; null: what was due.</param>
public sealed record OwnEventBody(
    ParcelState State, DateTimeOffset? At = null, string? Place = null, AttemptReason? Reason = null, string? ReceivedBy = null, string? Code = null, MoneyBody? Cash = null,
    double? Latitude = null, double? Longitude = null)
{
    private const int CharsMax = 200;

    public TellFromRoad CommandOf(Guid command, Actor by, string parcel, IReadOnlyList<KeptPicture> pictures) => new(
        command, by, parcel, State, At, Plain(Place), Reason, Plain(ReceivedBy), Plain(Code), Cash?.Money()?.Minor, Latitude, Longitude, pictures);

    private static string? Plain(string? text) => ForeignText.Digits(text, CharsMax);
}

public sealed record ParcelEventBody(string Parcel, string Number, ParcelState State, AttemptReason? Reason);

public sealed record StatementBody(Guid? Statement, int Rows, int Matched, int Differing, int Refused, IReadOnlyList<StatementRowBody> Results)
{
    public static StatementBody Of(StatementReading reading) => new(
        reading.Statement, reading.Rows.Count, reading.Count("matched"), reading.Count("differs"), reading.Count("refused"),
        [.. reading.Rows.Select(row => new StatementRowBody(row.Row, row.Reference, row.Outcome, row.Sscc, row.Number, MoneyBody.Of(row.Due), MoneyBody.Of(row.Paid), row.Code, row.Detail))]);
}

public sealed record StatementRowBody(int Row, string Reference, string Outcome, string? Parcel, string? Number, MoneyBody? Due, MoneyBody? Paid, string? Code, string? Detail);
