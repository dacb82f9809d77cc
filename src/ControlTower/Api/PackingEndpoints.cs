using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Api;

/// <summary>/api/v1/packing: the bench by machine. A parcel is named by its SSCC.</summary>
public static class PackingEndpoints
{
    private const string Photos = "/photos/parcels/";
    private const int FormBytesMax = PhotoStore.BytesMax + 65_536;

    public sealed record OpenWish(string Scan);

    public sealed record ScanWish(string Scan, Guid? ScanId = null);

    public sealed record WeighWish(int Grams);

    public sealed record CartonWish(string Carton);

    public sealed record SealWish(string? WeightOverrideWhy = null);

    public sealed record TickWish(string Step);

    public sealed record NoWish;

    private sealed record WeighedBody(string Parcel, WeightVerdict Judgement, int Grams, int? ExpectedGrams, int? ToleranceGrams);

    public static string PathOf(Guid photo) => $"{Photos}{photo}";

    public static void MapPacking(this IEndpointRouteBuilder api)
    {
        var packing = api.MapGroup("/packing").WithTags("Packing").NeedsDuty(Duty.Pack);
        packing.MapPost("/open", OpenAsync).WithSummary("Goods arrive at the bench: scan their tote, a parcel or the order");
        packing.MapPost("/{parcel}/scan", ScanAsync).WithSummary("A unit goes into the parcel; a wrong scan is an ordinary answer, and counted");
        packing.MapPost("/{parcel}/undo", UndoAsync).WithSummary("The last unit comes out again");
        packing.MapPost("/{parcel}/carton", CartonAsync).WithSummary("Another carton than the hint's");
        packing.MapPost("/{parcel}/weigh", WeighAsync).WithSummary("The scale's reading, carton included, against what is expected");
        packing.MapPost("/{parcel}/photo", PhotoAsync).WithMetadata(new RequestSizeLimitAttribute(FormBytesMax))
            .WithSummary("A photo (part photo): JPEG, PNG or WebP, 8 MB and 40 million pixels at most; it is drawn anew before it is kept");
        packing.MapPost("/{parcel}/tick", TickAsync).WithSummary("A step of the checklist that a person does: papers");
        packing.MapPost("/{parcel}/seal", SealAsync).WithSummary("Close it; with its last parcel a group is packed");
        packing.MapPost("/{parcel}/next", NextAsync).WithSummary("Another parcel for the same group");
        packing.MapPost("/{parcel}/reopen", ReopenAsync).WithSummary("Cut a sealed parcel open; everything is scanned again");
        api.MapGet("/packing/{parcel}", GetAsync).WithTags("Packing").NeedsDuty(Duty.ViewOrders).Produces<PackBody>().WithSummary("A parcel: contents, what is left, checks, photos");
    }

    /// <summary>Photos for whoever may see orders, of their own warehouses.</summary>
    public static void MapParcelPhotos(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Photos + "{photo:guid}", async (Guid photo, HttpContext context, PackReader reader, PhotoStore photos, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
            return await reader.PhotoAsync(photo, cancellationToken) is { } kept && context.Actor().Sees(kept.Warehouse) && photos.Find(kept.File) is { } path
                ? Results.File(path, "image/jpeg")
                : Results.NotFound();
        }).NeedsDuty(Duty.ViewOrders).ExcludeFromDescription();

    private static async Task<IResult> GetAsync(string parcel, HttpContext context, PackReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(parcel, cancellationToken) is not { } pack ? ApiProblem.Of(PackingRefusals.Unknown(parcel))
        : !context.Actor().Sees(pack.Warehouse) ? ApiProblem.Of(AccessRefusals.OutOfScope(pack.Warehouse))
        : TypedResults.Ok(PackBody.Of(pack));

    private static async Task<IResult> OpenAsync(
        OpenWish wish, HttpContext context, OpenPackingHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Scan), cancellationToken), opened => ShowAsync(opened.Parcel, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> ScanAsync(
        string parcel, ScanWish wish, HttpContext context, ScanUnitHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        var outcome = await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish.Scan, wish.ScanId ?? context.CommandId()), cancellationToken);
        if (outcome.Decided(out var scanned, out var refused))
        {
            return await answers.OfAsync(scanned.Entry, await ShowScanAsync(scanned.Event, reader, cancellationToken), cancellationToken);
        }

        var needs = refused.Code == ScanUnitHandler.Repeated ? await reader.NeedsAsync(parcel, cancellationToken) : null;
        return needs is null
            ? ApiProblem.Of(refused)
            : TypedResults.Json(ScanBody("duplicate", null, refused.Message, wish.Scan, null, 0, needs), ApiJson.Options);
    }

    private static async Task<PackScanBody> ShowScanAsync(PackScanned scanned, PackReader reader, CancellationToken cancellationToken) =>
        ScanBody(
            scanned.Refused is null ? "accepted" : "refused", scanned.Refused, scanned.Why ?? $"Right item: {scanned.Name}.", scanned.Scanned, scanned.Sku, scanned.Units,
            (await reader.NeedsAsync(scanned.Parcel, cancellationToken))!) with { Expected = scanned.Refused is null ? null : scanned.Expected };

    private static PackScanBody ScanBody(string outcome, string? code, string text, string scan, string? sku, int units, BenchNeeds bench) => new(
        outcome, code, text, null, scan, sku, units, PackStep.Of(bench.Needs, bench.Number),
        [.. bench.Needs.Where(need => need.Left > 0).GroupBy(need => need.Sku).Select(of => new PackUnits(of.Key, of.First().Name, of.Sum(need => need.Left), of.Sum(need => need.Packed)))]);

    private static async Task<IResult> UndoAsync(
        string parcel, NoWish? wish, HttpContext context, UndoPackScanHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel), cancellationToken), _ => ShowAsync(parcel, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> CartonAsync(
        string parcel, CartonWish wish, HttpContext context, ChooseCartonHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish.Carton), cancellationToken), _ => ShowAsync(parcel, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> WeighAsync(
        string parcel, WeighWish wish, HttpContext context, WeighParcelHandler handler, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish.Grams), cancellationToken),
            weighed => Task.FromResult<object?>(new WeighedBody(weighed.Parcel, weighed.Judgement, weighed.Grams, weighed.ExpectedGrams, weighed.ToleranceGrams)), cancellationToken);

    private static async Task<IResult> PhotoAsync(
        string parcel, HttpContext context, ParcelCamera camera, PackReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (!(await StockFileEndpoints.FileAsync(context, PhotoStore.BytesMax, "packing.photo-too-large", cancellationToken)).Decided(out var file, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        return await answers.OfAsync(
            await camera.TakeAsync(context.CommandId(), context.Actor(), parcel, file, cancellationToken), _ => ShowAsync(parcel, reader, cancellationToken), cancellationToken);
    }

    private static async Task<IResult> TickAsync(
        string parcel, TickWish wish, HttpContext context, TickPapersHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish.Step), cancellationToken), _ => ShowAsync(parcel, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> SealAsync(
        string parcel, SealWish wish, HttpContext context, SealParcelHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish.WeightOverrideWhy), cancellationToken), _ => ShowAsync(parcel, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> NextAsync(
        string parcel, NoWish? wish, HttpContext context, NextParcelHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel), cancellationToken), opened => ShowAsync(opened.Parcel, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> ReopenAsync(
        string parcel, NoWish? wish, HttpContext context, ReopenParcelHandler handler, PackReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel), cancellationToken), _ => ShowAsync(parcel, reader, cancellationToken), cancellationToken);

    private static async Task<object?> ShowAsync(string parcel, PackReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(parcel, cancellationToken) is { } pack ? PackBody.Of(pack) : null;
}
