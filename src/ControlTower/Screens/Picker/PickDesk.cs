using ControlTower.Access;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Picker;

/// <summary>What waits for a picker of these warehouses.</summary>
/// <param name="Sites">In how many warehouses; with one nobody needs its name.</param>
public sealed record PickWaiting(IReadOnlyList<WaitingList> Lists, IReadOnlyList<WaitingPutBack> PutBacks, int Sites);

/// <summary>A picker's acts and looks, in the name of whoever sits before the screen.</summary>
public sealed class PickDesk(
    ActorSource visitor, PickFloor floor, PickListReader lists, ClaimListHandler claim, ScanPickHandler scan, UndoScanHandler undo, SkipLineHandler skip, FillToteHandler full,
    UnclaimListHandler unclaim, ReportShortHandler missing, ScanPutBackHandler putBack, HelpCallsHandler help)
{
    public async Task<PickWaiting> WaitingAsync()
    {
        var who = await visitor.NowAsync();
        var waiting = await floor.WaitingAsync(who.Warehouses, default);
        return new(waiting, await floor.PutBacksAsync(who.Id, who.Warehouses, default), waiting.Select(list => list.Warehouse).Distinct().Count());
    }

    /// <summary>The list in hand.</summary>
    /// <param name="last">The one that was in hand a moment ago: it is shown once more when it is done.</param>
    public async Task<PickScreen> LookAsync(Guid? last)
    {
        var who = await visitor.NowAsync();
        return (await floor.MineAsync(who.Id, default) ?? last) is { } id && await lists.FindAsync(id, default) is { } list && who.Sees(list.Warehouse)
            ? await LookAtAsync(list)
            : PickScreen.Free;
    }

    public async Task<string?> NameOfAsync(string sku) => (await floor.GoodsAsync(sku, default))?.Name;

    public Task<(Guid Id, string Warehouse)?> NamedAsync(string number) => floor.NamedAsync(number, default);

    /// <returns>Null when it was done; so it is with each act here.</returns>
    public async Task<Refusal?> ClaimAsync(Guid id, string warehouse, Guid list) => Refused(await claim.HandleAsync(new(id, await visitor.NowAsync(), warehouse, list), default));

    public async Task<Outcome<ScanTaken>> ScanAsync(Guid id, Guid list, string text)
    {
        var outcome = await scan.HandleAsync(new(id, await visitor.NowAsync(), list, text, id), default);
        return outcome.Decided(out var done, out var refused) ? done.Event : refused;
    }

    public async Task<Refusal?> UndoAsync(Guid id, Guid list) => Refused(await undo.HandleAsync(new(id, await visitor.NowAsync(), list), default));

    public async Task<Refusal?> SkipAsync(Guid id, Guid list) => Refused(await skip.HandleAsync(new(id, await visitor.NowAsync(), list), default));

    public async Task<Refusal?> FullAsync(Guid id, Guid list) => Refused(await full.HandleAsync(new(id, await visitor.NowAsync(), list), default));

    /// <summary>What cannot be reached says nothing about the stock: it comes last on the walk.</summary>
    public async Task<Refusal?> MissAsync(Guid id, Guid list, PickMissing told) => told.Reason == ShortReason.Unreachable
        ? await SkipAsync(id, list)
        : Refused(await missing.HandleAsync(new(id, await visitor.NowAsync(), list, told.Reason, told.Units), default));

    /// <summary>The next goods of a list to put back, those in the worker's hand first; null: none any more.</summary>
    public async Task<WaitingPutBack?> PutBackAsync(Guid list)
    {
        var who = await visitor.NowAsync();
        return (await floor.PutBacksAsync(who.Id, who.Warehouses, default)).Find(one => one.List == list);
    }

    public async Task<Outcome<PutBackScanned>> ScanBackAsync(Guid id, Guid list, string text)
    {
        var outcome = await putBack.HandleAsync(new(id, await visitor.NowAsync(), list, text), default);
        return outcome.Decided(out var done, out var refused) ? done.Event : refused;
    }

    /// <param name="place">Where the lead finds who calls.</param>
    public async Task<Refusal?> HelpAsync(Guid id, string? warehouse, string place, HelpKind kind)
    {
        var who = await visitor.NowAsync();
        var site = warehouse ?? who.Warehouses?.Order(StringComparer.Ordinal).FirstOrDefault() ?? await floor.FirstSiteAsync(default) ?? "";
        return Refused(await help.HandleAsync(new CallHelp(id, who, site, place, kind, ""), default));
    }

    public async Task<Refusal?> GiveBackAsync(Guid id, Guid list) => Refused(await unclaim.HandleAsync(new(id, await visitor.NowAsync(), list), default));

    private async Task<PickScreen> LookAtAsync(PickListNow list)
    {
        if (list.Next is not { Kind: not StepKind.Done, Bin: { } bin, Sku: { } sku } step)
        {
            return new(list);
        }

        var (spot, goods) = (await floor.SpotAsync(list.Warehouse, bin, default), await floor.GoodsAsync(sku, default));
        if (step.Kind != StepKind.Bin || spot is null)
        {
            return new(list, spot, Goods: goods);
        }

        var plan = await floor.RacksAsync(list.Warehouse, default);
        var from = await floor.LastBinAsync(list.Id, default) is { } last ? await floor.SpotAsync(list.Warehouse, last, default) : null;
        return new(list, spot, plan, plan.To(spot.Place, from?.Place), goods);
    }

    private static Refusal? Refused<TEvent>(Outcome<Data.Committed<TEvent>> outcome)
        where TEvent : class, IJournaled => outcome.Decided(out _, out var refused) ? null : refused;
}
