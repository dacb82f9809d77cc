using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>How many units of a shelf are kept back from orders.</summary>
public sealed record SetSafety(Guid CommandId, Actor By, string Sku, string Warehouse, int Safety) : ICommand
{
    public static Duty Needs => Duty.KeepCatalogue;

    public string? InWarehouse => Warehouse;
}

/// <remarks>Raised above what is left, nothing is taken back: only no more is promised. Lowered, waiting orders get what is free.</remarks>
public sealed class SetSafetyHandler(CommitGate gate)
{
    public Task<Outcome<Committed<SafetySet>>> HandleAsync(SetSafety command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SetSafety, SafetySet>(command, async work =>
        {
            if (command.Safety is < 0 or > ShelfDesk.UnitsMax)
            {
                return InventoryRefusals.Invalid("safety", $"Safety stock is a whole number from 0 to {ShelfDesk.UnitsMax}.");
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
            var before = shelf.Safety;
            shelf.KeepBack(command.Safety);
            if (command.Safety < before)
            {
                await Backorders.WakeAsync(work, [command.Sku], cancellationToken);
            }

            return new SafetySet(command.Sku, site.Key, command.Safety, before);
        }, cancellationToken);
}
