using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>The figures are corrected by a person who says why.</summary>
/// <param name="Bin">Null: the fullest bins give, receiving takes.</param>
/// <param name="Change">Units more or fewer. With <see cref="AdjustReason.Damage"/> they stay where they are and may not be sold (fewer), or may again (more).</param>
public sealed record AdjustStock(
    Guid CommandId, Actor By, string Sku, string Warehouse, string? Bin, int Change, AdjustReason Reason, string? Why) : ICommand
{
    public static Duty Needs => Duty.AdjustStock;

    public static bool DemandsWhy => true;

    public string? InWarehouse => Warehouse;

    /// <summary>Whether the reason says that the goods are really gone, promised or not; else an adjustment below what is promised is a slip and refused.</summary>
    public bool IsLoss => Reason switch
    {
        AdjustReason.Count or AdjustReason.Damage or AdjustReason.Theft or AdjustReason.Expiry => true,
        AdjustReason.Found or AdjustReason.Correction => false,
    };
}

public sealed class AdjustStockHandler(CommitGate gate, BreakPromises broken)
{
    /// <returns>Or <c>inventory.below-promised</c>, <c>inventory.bin-short</c>, <c>inventory.not-set-aside</c>.</returns>
    public Task<Outcome<Committed<StockAdjusted>>> HandleAsync(AdjustStock command, CancellationToken cancellationToken) =>
        gate.CommitAsync<AdjustStock, StockAdjusted>(command, async work =>
        {
            if ((ShelfDesk.RefuseUnits(Math.Abs(Math.Max(command.Change, -int.MaxValue)), "by") ?? ShelfDesk.RefuseBin(command.Bin)) is { } refusal)
            {
                return refusal;
            }

            if (await ShelfDesk.SiteAsync(work, command.Warehouse, cancellationToken) is not { } site)
            {
                return InventoryRefusals.WarehouseUnknown(command.Warehouse);
            }

            if (await ShelfDesk.RefuseSkusAsync(work, [command.Sku], cancellationToken) is { } unknown)
            {
                return unknown;
            }

            var shelf = (await Locks.OpenShelvesAsync(work.Db, site.Key, [command.Sku], cancellationToken))[(command.Sku, site.Key)];
            var (onHand, unsellable) = (shelf.OnHand, shelf.Unsellable);
            var outcome = command switch
            {
                { Reason: AdjustReason.Damage, Change: < 0 } => await SpoilAsync(work, command, shelf, cancellationToken),
                { Reason: AdjustReason.Damage } => Mend(work, command, shelf),
                { Change: > 0 } => await AddAsync(work, command, shelf, cancellationToken),
                _ => await RemoveAsync(work, command, shelf, cancellationToken),
            };
            if (!outcome.Decided(out var numbers, out var refused))
            {
                return refused;
            }

            if (command.Change > 0)
            {
                await Backorders.WakeAsync(work, [command.Sku], cancellationToken);
            }

            return new StockAdjusted(
                command.Sku, site.Key, command.Bin, command.Change, command.Reason, shelf.OnHand, shelf.Unsellable, numbers, onHand, unsellable);
        }, cancellationToken);

    /// <summary>Damaged units stay in their bin, and may not be sold.</summary>
    private async Task<Outcome<List<string>>> SpoilAsync(Work work, AdjustStock command, StockLine shelf, CancellationToken cancellationToken)
    {
        var units = -command.Change;
        if (shelf.OnHand - shelf.Unsellable < units)
        {
            return InventoryRefusals.BelowPromised(shelf.Sku, shelf.Warehouse, shelf.OnHand, shelf.Unsellable, shelf.Reserved, units);
        }

        var missing = shelf.Reserved - (shelf.OnHand - shelf.Unsellable - units);
        var outcome = await broken.HandleAsync(work, shelf, missing, command.Reason, cancellationToken);
        if (outcome.Decided(out _, out _) && shelf.SetAside(units) is { } refused)
        {
            return refused;
        }

        Bins.Note(work, shelf.Sku, shelf.Warehouse, command.Bin, MovementKind.Damage, 0, null, Spell(command.Reason), unsellable: units);
        return outcome;
    }

    private static Outcome<List<string>> Mend(Work work, AdjustStock command, StockLine shelf)
    {
        if (shelf.PutBackOnSale(command.Change) is { } refused)
        {
            return refused;
        }

        Bins.Note(work, shelf.Sku, shelf.Warehouse, command.Bin, MovementKind.Damage, 0, null, Spell(command.Reason), unsellable: -command.Change);
        return new List<string>();
    }

    private static async Task<Outcome<List<string>>> AddAsync(Work work, AdjustStock command, StockLine shelf, CancellationToken cancellationToken)
    {
        if ((long)shelf.OnHand + command.Change > int.MaxValue / 4)
        {
            return InventoryRefusals.Invalid("by", "So many units cannot lie in one warehouse.");
        }

        shelf.Add(command.Change);
        await Bins.PutAsync(work, shelf.Sku, shelf.Warehouse, command.Bin ?? Bins.Receiving, command.Change, MovementKind.Adjust, cancellationToken, Spell(command.Reason));
        return new List<string>();
    }

    private async Task<Outcome<List<string>>> RemoveAsync(Work work, AdjustStock command, StockLine shelf, CancellationToken cancellationToken)
    {
        var units = -command.Change;
        if (units > shelf.OnHand || (!command.IsLoss && shelf.OnHand - units < shelf.Unsellable + shelf.Reserved))
        {
            return InventoryRefusals.BelowPromised(shelf.Sku, shelf.Warehouse, shelf.OnHand, shelf.Unsellable, shelf.Reserved, units);
        }

        var outcome = await broken.HandleAsync(work, shelf, shelf.PromisedBeyond(units), command.Reason, cancellationToken);
        if (!outcome.Decided(out _, out _))
        {
            return outcome;
        }

        var spoilt = shelf.Lose(units);
        if (command.Bin is { } bin)
        {
            return await Bins.TakeFromAsync(work, shelf.Sku, shelf.Warehouse, bin, units, MovementKind.Adjust, cancellationToken, Spell(command.Reason), -spoilt) is { } refused
                ? refused
                : outcome;
        }

        await Bins.TakeAsync(work, shelf.Sku, shelf.Warehouse, units, MovementKind.Adjust, null, cancellationToken, Spell(command.Reason));
        if (spoilt > 0)
        {
            Bins.Note(work, shelf.Sku, shelf.Warehouse, null, MovementKind.Adjust, 0, null, Spell(command.Reason), unsellable: -spoilt);
        }

        return outcome;
    }

    private static string Spell(AdjustReason reason) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
}
