using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>Somebody counted what lies in a bin. Where it differs, the figures follow the count, and it is said why.</summary>
public sealed record CountBin(Guid CommandId, Actor By, string Sku, string Warehouse, string Bin, int Counted, string? Why) : ICommand
{
    public static Duty Needs => Duty.MoveStock;

    public string? InWarehouse => Warehouse;
}

public sealed class CountBinHandler(CommitGate gate, BinCount count)
{
    public Task<Outcome<Committed<BinCounted>>> HandleAsync(CountBin command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CountBin, BinCounted>(command, async work =>
        {
            if (ShelfDesk.RefuseBin(command.Bin) is { } refusal)
            {
                return refusal;
            }

            if (command.Counted is < 0 or > ShelfDesk.UnitsMax)
            {
                return InventoryRefusals.Invalid("counted", $"A count is a whole number from 0 to {ShelfDesk.UnitsMax}.");
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
            var expected = (await work.Db.BinStock.FindAsync([site.Key, command.Bin, command.Sku], cancellationToken))?.Units ?? 0;
            if (command.Counted != expected && string.IsNullOrWhiteSpace(command.Why))
            {
                return AccessRefusals.WhyMissing();
            }

            var outcome = await count.FollowAsync(work, shelf, command.Bin, command.Counted - expected, cancellationToken);
            return outcome.Decided(out var numbers, out var refused)
                ? new BinCounted(command.Sku, site.Key, command.Bin, command.Counted, expected, numbers)
                : refused;
        }, cancellationToken);
}
