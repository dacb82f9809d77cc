using ControlTower.Access;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Handover;

namespace ControlTower.Api;

/// <summary>/api/v1/shipping: trucks that are called, lists of what goes with them, and what the customer collects.</summary>
public static class ManifestEndpoints
{
    public sealed record WindowWish(DateTimeOffset From, DateTimeOffset To);

    public sealed record PickupWish(string Courier, string Warehouse, WindowWish Window);

    public sealed record ManifestWish(string Courier, string Warehouse);

    public sealed record ScanWish(string Scan);

    public sealed record CloseWish(IReadOnlyList<string>? LeaveBehind = null, string? Why = null);

    public sealed record CollectWish(string Number, string Code);

    private sealed record PickupBody(Guid Id, BookingState State, string? Reference, WindowWish Window, string? Error);

    private sealed record ScannedBody(HandoverOutcome Outcome, string? Code, string Text, string? ExpectedParcel, string? ScannedCode, string? Parcel, int Expected, int Scanned, IReadOnlyList<string> Missing);

    private sealed record CollectedBody(string Number, IReadOnlyList<string> Parcels);

    public sealed record ManifestParcelBody(string Parcel, string Number, string? Tracking, ParcelState State, DateTimeOffset? ScannedAt, DateTimeOffset? LeftAt, string? Why);

    /// <param name="Missing">SSCCs on the list and not scanned.</param>
    /// <param name="Extra">SSCCs that came with the scan, not with the list.</param>
    public sealed record ManifestBody(
        Guid Id, string Number, ManifestState State, string Courier, string Warehouse, int Expected, int Scanned, IReadOnlyList<string> Missing, IReadOnlyList<string> Extra, int WrongScans,
        DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? Why, IReadOnlyList<ManifestParcelBody> Parcels)
    {
        public static ManifestBody Of(ManifestPicture picture) => new(
            picture.Id, picture.Number, picture.State, picture.Courier, picture.Warehouse, picture.Expected, picture.Scanned, [.. picture.Boxes.Where(box => box.IsMissing).Select(box => box.Sscc)],
            [.. picture.Boxes.Where(box => box.IsExtra).Select(box => box.Sscc)], picture.WrongScans, picture.OpenedAt, picture.ClosedAt, picture.Why,
            [.. picture.Boxes.Select(box => new ManifestParcelBody(box.Sscc, box.Number, box.Tracking, box.State, box.ScannedAt, box.LeftAt, box.LeftWhy))]);
    }

    public static void MapManifests(this IEndpointRouteBuilder api)
    {
        var shipping = api.MapGroup("/shipping").WithTags("Shipping");
        shipping.MapPost("/pickups", PickUpAsync).WithSummary("Ask a courier's truck to come");
        shipping.MapGet("/manifests", ListAsync).NeedsDuty(Duty.ViewOrders).WithSummary("Manifests, the open ones first");
        shipping.MapPost("/manifests", OpenAsync).Produces<ManifestBody>().WithSummary("The list for a courier's truck: every labelled parcel that waits for it; asked again, what was labelled since joins it");
        shipping.MapGet("/manifests/{manifest:guid}", GetAsync).NeedsDuty(Duty.ViewOrders).Produces<ManifestBody>().WithSummary("One manifest: what is on it, what is missing, what came besides");
        shipping.MapPost("/manifests/{manifest:guid}/scan", ScanAsync).WithSummary("A parcel goes onto the truck; a wrong scan is an ordinary answer, and counted");
        shipping.MapPost("/manifests/{manifest:guid}/close", CloseAsync).Produces<ManifestBody>().WithSummary("The truck leaves: what was scanned is handed over, what is missing is left behind with why");
        shipping.MapPost("/collect", CollectAsync).WithSummary("Click and collect: handed over by the customer's code");
    }

    private static async Task<IResult> PickUpAsync(PickupWish wish, HttpContext context, BookPickupHandler handler, PickupReader pickups, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Courier, wish.Warehouse, wish.Window.From, wish.Window.To), cancellationToken),
            async asked => await pickups.FindAsync(asked.Pickup, cancellationToken) is { } one ? new PickupBody(one.Id, one.State, one.Reference, new(one.WindowFrom, one.WindowTo), one.Error) : null,
            cancellationToken);

    private static async Task<IResult> ListAsync(HttpContext context, ManifestReader reader, CancellationToken cancellationToken)
    {
        if (!PageAsk.Read(context.Request, keys: 1, "warehouse", "courier", "state").Decided(out var page, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        return page.Word<ManifestState>("state", out var state) is { } wrong
            ? ApiProblem.Of(wrong)
            : TypedResults.Ok(new { items = (await reader.ListAsync(context.Actor(), page.Text("warehouse"), page.Text("courier"), state, page.Take, cancellationToken)).Select(ManifestBody.Of) });
    }

    private static async Task<IResult> GetAsync(Guid manifest, HttpContext context, ManifestReader reader, CancellationToken cancellationToken) =>
        (await reader.FindAsync(manifest, context.Actor(), cancellationToken)).Decided(out var picture, out var refused) ? TypedResults.Ok(ManifestBody.Of(picture)) : ApiProblem.Of(refused);

    private static async Task<IResult> OpenAsync(ManifestWish wish, HttpContext context, OpenManifestHandler handler, ManifestReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Courier, wish.Warehouse), cancellationToken), opened => ShowAsync(opened.Manifest, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> CloseAsync(Guid manifest, CloseWish? wish, HttpContext context, CloseManifestHandler handler, ManifestReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), manifest, wish?.LeaveBehind ?? [], wish?.Why), cancellationToken), closed => ShowAsync(closed.Manifest, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> ScanAsync(Guid manifest, ScanWish wish, HttpContext context, ScanManifestHandler handler, ManifestReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), manifest, wish.Scan), cancellationToken),
            async scanned => (await reader.FindAsync(manifest, context.Actor(), cancellationToken)).Decided(out var picture, out _)
                ? new ScannedBody(
                    scanned.Outcome, scanned.Code, scanned.Text, scanned.Expected, scanned.Found, scanned.Sscc, picture.Expected, picture.Scanned, [.. picture.Boxes.Where(box => box.IsMissing).Select(box => box.Sscc)])
                : null,
            cancellationToken);

    private static async Task<IResult> CollectAsync(CollectWish wish, HttpContext context, CollectOrderHandler handler, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Number, wish.Code), cancellationToken), collected => Task.FromResult<object?>(new CollectedBody(collected.Number, collected.Parcels)), cancellationToken);

    private static async Task<object?> ShowAsync(Guid manifest, HttpContext context, ManifestReader reader, CancellationToken cancellationToken) =>
        (await reader.FindAsync(manifest, context.Actor(), cancellationToken)).Decided(out var picture, out _) ? ManifestBody.Of(picture) : null;
}
