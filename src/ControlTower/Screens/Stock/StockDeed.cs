using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;

namespace ControlTower.Screens.Stock;

/// <summary>What can be done to a SKU's stock from its pane.</summary>
public enum StockAct { Receive, Adjust, Transfer, Count, Safety, Switch }

/// <summary>The form as it is filled in.</summary>
public sealed class StockAsk
{
    public StockAct Act { get; set; }

    public string? Warehouse { get; set; }

    public string? To { get; set; }

    public string? Bin { get; set; }

    public string? ToBin { get; set; }

    public int Units { get; set; } = 1;

    /// <summary>Of the wish that is on its way; the next one gets another.</summary>
    public Guid Wish { get; set; } = Guid.NewGuid();
}

/// <summary>Turns the form into the step's command.</summary>
public sealed class StockDeed(
    ReceiveStockHandler receive, AdjustStockHandler adjust, TransferStockHandler transfer, CountBinHandler count, SetSafetyHandler safety, SwitchWarehouseHandler switching)
{
    /// <summary>What this person may do; a kit has no stock of its own to do it to.</summary>
    public static IReadOnlyList<StockAct> Of(Actor who, bool isKit) =>
        [.. Enum.GetValues<StockAct>().Where(act => who.May(DutyOf(act)) && (!isKit || act == StockAct.Switch))];

    /// <returns>Null when it was done.</returns>
    public async Task<Refusal?> DoAsync(Actor who, StockLook look, StockAsk ask, WhyAnswer? answer)
    {
        var (wish, sku, site) = (ask.Wish, look.Stock.Item.Sku, ask.Warehouse ?? "");
        var (bin, toBin) = (Clean(ask.Bin), Clean(ask.ToBin));
        ask.Wish = Guid.NewGuid();
        return ask.Act switch
        {
            StockAct.Receive => Refused(await receive.HandleAsync(new(wish, who, site, bin, [new(sku, ask.Units)], null), default)),
            StockAct.Adjust => Refused(await adjust.HandleAsync(
                new(wish, who, sku, site, bin, ask.Units, Enum.TryParse<AdjustReason>(answer?.Reason, out var reason) ? reason : AdjustReason.Correction, answer?.Why), default)),
            StockAct.Transfer => Refused(await transfer.HandleAsync(new(wish, who, sku, site, ask.To ?? "", ask.Units, bin, toBin), default)),
            StockAct.Count => Refused(await count.HandleAsync(new(wish, who, sku, site, bin ?? "", ask.Units, answer?.Why), default)),
            StockAct.Safety => Refused(await safety.HandleAsync(new(wish, who, sku, site, ask.Units), default)),
            StockAct.Switch => Refused(await switching.HandleAsync(
                new(wish, who, site, !look.Warehouses.Any(warehouse => warehouse.Key == site && warehouse.IsOn), answer?.Why), default)),
        };
    }

    private static Duty DutyOf(StockAct act) => act switch
    {
        StockAct.Receive => ReceiveStock.Needs,
        StockAct.Adjust => AdjustStock.Needs,
        StockAct.Transfer => TransferStock.Needs,
        StockAct.Count => CountBin.Needs,
        StockAct.Safety => SetSafety.Needs,
        StockAct.Switch => SwitchWarehouse.Needs,
    };

    private static Refusal? Refused<TEvent>(Outcome<Data.Committed<TEvent>> outcome)
        where TEvent : class, IJournaled => outcome.Decided(out _, out var refused) ? null : refused;

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
