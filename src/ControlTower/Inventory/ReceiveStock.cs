using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>Goods came in and lie in a bin, which is made when it is named for the first time.</summary>
/// <param name="Bin">Null: they stand in receiving until they are put away.</param>
/// <param name="Reference">The supplier's paper.</param>
public sealed record ReceiveStock(Guid CommandId, Actor By, string Warehouse, string? Bin, IReadOnlyList<StockUnits> Lines, string? Reference) : ICommand
{
    public static Duty Needs => Duty.MoveStock;

    public string? InWarehouse => Warehouse;
}

/// <remarks>Orders that waited for it go back to the promise step at once, the oldest first.</remarks>
public sealed class ReceiveStockHandler(CommitGate gate)
{
    public const int LinesMax = 1_000;

    public Task<Outcome<Committed<StockReceived>>> HandleAsync(ReceiveStock command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReceiveStock, StockReceived>(command, async work =>
        {
            if (Refuse(command) is { } refusal)
            {
                return refusal;
            }

            if (await ShelfDesk.SiteAsync(work, command.Warehouse, cancellationToken) is not { } site)
            {
                return InventoryRefusals.WarehouseUnknown(command.Warehouse);
            }

            if (await ShelfDesk.RefuseSkusAsync(work, [.. command.Lines.Select(line => line.Sku)], cancellationToken, "lines[].sku") is { } unknown)
            {
                return unknown;
            }

            var came = command.Lines.GroupBy(line => line.Sku).Select(same => new StockUnits(same.Key, same.Sum(line => line.Units))).ToList();
            var shelves = await Locks.OpenShelvesAsync(work.Db, site.Key, came.Select(line => line.Sku), cancellationToken);
            var bin = command.Bin ?? Bins.Receiving;
            foreach (var line in came)
            {
                var shelf = shelves[(line.Sku, site.Key)];
                if ((long)shelf.OnHand + line.Units > int.MaxValue / 4)
                {
                    return InventoryRefusals.Invalid("lines", $"So many units of {line.Sku} cannot lie in one warehouse.");
                }

                shelf.Add(line.Units);
                await Bins.PutAsync(work, line.Sku, site.Key, bin, line.Units, MovementKind.Receive, cancellationToken, command.Reference);
            }

            await Backorders.WakeAsync(work, [.. came.Select(line => line.Sku)], cancellationToken);
            return new StockReceived(site.Key, bin, came, command.Reference);
        }, cancellationToken);

    private static Refusal? Refuse(ReceiveStock command) =>
        command.Lines.Count is 0 or > LinesMax ? InventoryRefusals.Invalid("lines", $"A delivery has 1 to {LinesMax} lines.")
        : command.Lines.Select((line, at) => ShelfDesk.RefuseUnits(line.Units, $"lines[{at}].units")).FirstOrDefault(refused => refused is not null)
            ?? ShelfDesk.RefuseBin(command.Bin);
}
