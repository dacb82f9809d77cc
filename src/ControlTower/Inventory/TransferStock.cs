using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>Goods go from one warehouse to another or, put away, from bin to bin within one.</summary>
/// <param name="FromBin">Null: the fullest bins give.</param>
/// <param name="ToBin">Null: receiving takes.</param>
public sealed record TransferStock(Guid CommandId, Actor By, string Sku, string From, string To, int Units, string? FromBin, string? ToBin) : ICommand
{
    public static Duty Needs => Duty.MoveStock;

    public string? InWarehouse => From;
}

public sealed class TransferStockHandler(CommitGate gate)
{
    /// <returns>Or <c>inventory.below-promised</c>: what is promised to orders of a warehouse does not leave it; or <c>inventory.bin-short</c>.</returns>
    public Task<Outcome<Committed<StockTransferred>>> HandleAsync(TransferStock command, CancellationToken cancellationToken) =>
        gate.CommitAsync<TransferStock, StockTransferred>(command, async work =>
        {
            if (Refuse(command) is { } refusal)
            {
                return refusal;
            }

            if (await ShelfDesk.SiteAsync(work, command.From, cancellationToken) is not { } from)
            {
                return InventoryRefusals.WarehouseUnknown(command.From) with { Field = "from" };
            }

            if (await ShelfDesk.SiteAsync(work, command.To, cancellationToken) is not { } to)
            {
                return InventoryRefusals.WarehouseUnknown(command.To) with { Field = "to" };
            }

            if (await ShelfDesk.RefuseSkusAsync(work, [command.Sku], cancellationToken) is { } unknown)
            {
                return unknown;
            }

            var refused = from.Key == to.Key ? await PutAwayAsync(work, command, from, cancellationToken) : await MoveAsync(work, command, from, to, cancellationToken);
            return refused is null ? new StockTransferred(command.Sku, from.Key, to.Key, command.Units, command.FromBin, command.ToBin) : refused;
        }, cancellationToken);

    private static Refusal? Refuse(TransferStock command) =>
        ShelfDesk.RefuseUnits(command.Units, "units") ?? ShelfDesk.RefuseBin(command.FromBin, "fromBin") ?? ShelfDesk.RefuseBin(command.ToBin, "toBin")
        ?? (!command.By.Sees(command.To) ? AccessRefusals.OutOfScope(command.To)
            : command.From == command.To && (command.ToBin is null || command.ToBin == command.FromBin)
                ? InventoryRefusals.Invalid("toBin", "Within one warehouse goods go from one bin to another: name both.")
            : null);

    private static async Task<Refusal?> PutAwayAsync(Work work, TransferStock command, Warehouse site, CancellationToken cancellationToken)
    {
        await Locks.OpenShelvesAsync(work.Db, site.Key, [command.Sku], cancellationToken);
        if (await Bins.TakeFromAsync(
                work, command.Sku, site.Key, command.FromBin ?? Bins.Receiving, command.Units, MovementKind.TransferOut, cancellationToken) is { } refused)
        {
            return refused;
        }

        await Bins.PutAsync(work, command.Sku, site.Key, command.ToBin!, command.Units, MovementKind.TransferIn, cancellationToken);
        return null;
    }

    private static async Task<Refusal?> MoveAsync(Work work, TransferStock command, Warehouse from, Warehouse to, CancellationToken cancellationToken)
    {
        var shelves = await Locks.OpenShelvesAsync(work.Db, to.Key, [command.Sku], cancellationToken);
        if (!shelves.TryGetValue((command.Sku, from.Key), out var source))
        {
            return InventoryRefusals.BelowPromised(command.Sku, from.Key, 0, 0, 0, command.Units);
        }

        if (source.Remove(command.Units) is { } promised)
        {
            return promised;
        }

        if (command.FromBin is { } bin)
        {
            if (await Bins.TakeFromAsync(work, command.Sku, from.Key, bin, command.Units, MovementKind.TransferOut, cancellationToken, to.Key) is { } refused)
            {
                return refused;
            }
        }
        else
        {
            await Bins.TakeAsync(work, command.Sku, from.Key, command.Units, MovementKind.TransferOut, null, cancellationToken, to.Key);
        }

        shelves[(command.Sku, to.Key)].Add(command.Units);
        await Bins.PutAsync(work, command.Sku, to.Key, command.ToBin ?? Bins.Receiving, command.Units, MovementKind.TransferIn, cancellationToken, from.Key);
        await Backorders.WakeAsync(work, [command.Sku], cancellationToken);
        return null;
    }
}
