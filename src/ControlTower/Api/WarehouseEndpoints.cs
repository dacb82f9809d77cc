using ControlTower.Access;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Schedule;

namespace ControlTower.Api;

/// <summary>/api/v1/warehouses: the sites that ship, their calendars and cut-offs.</summary>
public static class WarehouseEndpoints
{
    public sealed record SwitchWish(bool On, string? Why = null);

    public static void MapWarehouses(this IEndpointRouteBuilder api)
    {
        var sites = api.MapGroup("/warehouses").WithTags("Warehouses");
        sites.MapGet("/", ListAsync).NeedsDuty(Duty.ViewOrders).Produces<IReadOnlyList<WarehouseBody>>().WithSummary("The warehouses with the calendars in force");
        sites.MapPost("/", SaveAsync).WithSummary("A warehouse, whole: new, or described anew; another calendar becomes its next version");
        sites.MapPost("/{warehouse}/switch", SwitchAsync).WithSummary("Switched off, nothing new is promised from it");
    }

    private static async Task<IResult> ListAsync(HttpContext context, StockReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.WarehousesAsync(cancellationToken)).Where(now => context.Actor().Sees(now.Site.Key)).Select(WarehouseBody.Of).ToList());

    private static async Task<IResult> SaveAsync(
        WarehouseBody wish, HttpContext context, SaveWarehouseHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if ((StockEndpoints.EmptyEntry("regions", wish.Regions) ?? StockEndpoints.EmptyEntry("cutoffs", wish.Cutoffs)
                ?? StockEndpoints.EmptyEntry("calendar.days", wish.Calendar.Days)) is { } empty)
        {
            return empty;
        }

        if (WarehouseBody.Time(wish.Calendar.Opens) is not { } opens || WarehouseBody.Time(wish.Calendar.Closes) is not { } closes)
        {
            return ApiProblem.Of(InventoryRefusals.Invalid("calendar", "Opening and closing are times of day such as 09:00."));
        }

        List<CutOff> cutOffs = [];
        foreach (var cutOff in wish.Cutoffs ?? [])
        {
            if (WarehouseBody.Time(cutOff.At) is not { } at)
            {
                return ApiProblem.Of(InventoryRefusals.Invalid($"cutoffs[{cutOffs.Count}].at", "A cut-off is a time of day such as 15:00."));
            }

            cutOffs.Add(new(cutOff.Courier, at, cutOff.ProcessMinutes));
        }

        var outcome = await handler.HandleAsync(
            new(context.CommandId(), context.Actor(), wish.Key, wish.Name, wish.TimeZone, wish.Country, wish.City, wish.Regions ?? [],
                wish.Calendar.Days, opens, closes, wish.Calendar.Holidays ?? [], cutOffs, wish.Safety),
            cancellationToken);
        var isNew = outcome.Decided(out var saved, out _) && saved.Event.IsNew;
        return await answers.OfAsync(
            outcome, done => ShowAsync(done.Warehouse, reader, cancellationToken), cancellationToken, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SwitchAsync(
        string warehouse, SwitchWish wish, HttpContext context, SwitchWarehouseHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), warehouse, wish.On, wish.Why), cancellationToken),
            _ => ShowAsync(warehouse, reader, cancellationToken), cancellationToken);

    private static async Task<object?> ShowAsync(string warehouse, StockReader reader, CancellationToken cancellationToken) =>
        (await reader.WarehousesAsync(cancellationToken)).FirstOrDefault(now => now.Site.Key == warehouse) is { } site ? WarehouseBody.Of(site) : null;
}
