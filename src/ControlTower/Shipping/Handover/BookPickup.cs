using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>A courier's truck is asked to come.</summary>
public sealed record BookPickup(Guid CommandId, Actor By, string Courier, string Warehouse, DateTimeOffset From, DateTimeOffset To) : ICommand
{
    public static Duty Needs => Duty.Ship;

    public string? InWarehouse => Warehouse;
}

public sealed class BookPickupHandler(CommitGate gate, SendPickups sender)
{
    /// <returns>Or <c>shipping.courier-unknown</c>, <c>shipping.not-called</c>, <c>shipping.window-invalid</c>, <c>shipping.pickup-there</c>, <c>inventory.warehouse-unknown</c>.</returns>
    public async Task<Outcome<Committed<TruckAsked>>> HandleAsync(BookPickup command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<BookPickup, TruckAsked>(command, async work =>
            !await work.Db.Warehouses.AnyAsync(site => site.Key == command.Warehouse, cancellationToken) ? InventoryRefusals.WarehouseUnknown(command.Warehouse)
            : await Pickups.AskAsync(work, command.Courier, command.Warehouse, command.From, command.To, cancellationToken), cancellationToken);
        if (outcome.Decided(out _, out _))
        {
            await sender.HandleAsync(cancellationToken);
        }

        return outcome;
    }
}
