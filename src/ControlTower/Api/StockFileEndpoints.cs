using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Foreign;
using ControlTower.Intake;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>Files about stock: the catalogue with the opening stock, and pictures.</summary>
public static class StockFileEndpoints
{
    private const string Pictures = "/pictures/";
    private const int FormBytesMax = CsvTable.BytesMax + 65_536;

    private sealed record CellError(string Column, string Code, string Detail);

    private sealed record RowResult(int Row, string Sku, string Outcome, IReadOnlyList<CellError> Errors);

    /// <summary>Only rows that were refused are listed one by one.</summary>
    private sealed record ImportBody(bool DryRun, int Rows, int Skus, int Accepted, int Refused, IReadOnlyList<RowResult> Results);

    public static string PathOf(string image) => Pictures + image;

    public static void MapStockFiles(this RouteGroupBuilder stock)
    {
        stock.MapPost("/import", ImportAsync).NeedsDuty(Duty.KeepCatalogue).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(FormBytesMax))
            .WithSummary("Catalogue and opening stock by CSV (part file); dryRun=true only says what would be refused");
        stock.MapPost("/skus/{sku}/image", PictureAsync).NeedsDuty(Duty.KeepCatalogue).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(FormBytesMax))
            .WithSummary("A picture of a SKU: PNG, JPEG or WebP, 2 MB at most");
    }

    /// <summary>Pictures for whoever may see stock. The kind is ours and not to be guessed, so that nothing in a file may run.</summary>
    public static void MapPictures(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Pictures + "{name}", (string name, HttpContext context, PictureStore pictures) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable"; // a name is a content
            return pictures.Find(name) is { } found ? Results.File(found.Path, found.MediaType) : Results.NotFound();
        }).NeedsDuty(Duty.ViewOrders).ExcludeFromDescription();

    private static async Task<IResult> ImportAsync(
        HttpContext context, ImportCatalogueHandler handler, StoreBook stores, ActAnswers answers, CancellationToken cancellationToken, bool dryRun = false, string? currency = null)
    {
        if (!(await FileAsync(context, CsvTable.BytesMax, "csv.too-large", cancellationToken)).Decided(out var file, out var refused)
            || !CsvCatalogueReader.Read(file, currency ?? stores.UsualCurrency).Decided(out var read, out refused))
        {
            return ApiProblem.Of(refused);
        }

        var rows = read.Good.Select(RowOf).ToList();
        var unread = read.Refused.Select(bad => new RowResult(
            bad.Row.Number, "", "refused", [.. bad.Errors.Select(error => new CellError(error.Column, error.Code, error.Detail))])).ToList();
        if (dryRun)
        {
            var would = await handler.TryAsync(context.Actor(), rows, cancellationToken);
            return TypedResults.Ok(Show(isDry: true, rows.Select(row => row.Told.Sku).Distinct().Count(), rows.Count - would.Count, would));
        }

        var outcome = await handler.HandleAsync(new(context.CommandId(), context.Actor(), rows), cancellationToken);
        return await answers.OfAsync(
            outcome, imported => Task.FromResult<object?>(Show(isDry: false, imported.Skus, imported.Accepted, imported.Refused)), cancellationToken);

        ImportBody Show(bool isDry, int skus, int accepted, IReadOnlyList<RowRefused> errors) => new(
            isDry, read.Rows, skus, accepted, read.Rows - accepted,
            [
                .. unread.Concat(errors.GroupBy(error => error.Row).Select(row => new RowResult(
                    row.Key, rows.Find(of => of.Row == row.Key)?.Told.Sku ?? "", "refused", [.. row.Select(error => new CellError(error.Column, error.Code, error.Detail))])))
                    .OrderBy(row => row.Row),
            ]);
    }

    private static async Task<IResult> PictureAsync(
        string sku, HttpContext context, PictureStore pictures, PictureSkuHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (!(await FileAsync(context, PictureStore.BytesMax, "api.too-large", cancellationToken)).Decided(out var file, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        if (await reader.FindAsync(sku, cancellationToken) is null)
        {
            return ApiProblem.Of(InventoryRefusals.Unknown(sku));
        }

        return await pictures.KeepAsync(file, cancellationToken) is not { } image
            ? ApiProblem.Of(new Refusal("api.media-type", "A picture is a PNG, a JPEG or a WebP."))
            : await answers.OfAsync(
                await handler.HandleAsync(new(context.CommandId(), context.Actor(), sku, image), cancellationToken),
                async pictured => await reader.FindAsync(pictured.Sku, cancellationToken) is { } stock ? StockBody.Of(stock, context.Actor().Sees) : null, cancellationToken);
    }

    private static OpeningRow RowOf(CsvCatalogueRow row) => new(row.Row, row.Told, row.Warehouse, row.Bin, row.OnHand);

    /// <summary>The one file of a form, read whole.</summary>
    /// <param name="tooLarge">Code of the refusal of a larger one.</param>
    internal static async Task<Outcome<byte[]>> FileAsync(HttpContext context, int bytesMax, string tooLarge, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
        {
            return new Refusal("api.media-type", "Send the file as multipart/form-data.");
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return new Refusal("api.body-missing", "This is no form that can be read.");
        }

        if (form.Files.Count == 0)
        {
            return new Refusal("api.body-missing", "The form has no file.", "file");
        }

        var part = form.Files[0];
        if (part.Length > bytesMax)
        {
            return new Refusal(tooLarge, $"A file may have {bytesMax / 1024 / 1024} MB here.", "file");
        }

        using var bytes = new MemoryStream((int)part.Length);
        await part.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
