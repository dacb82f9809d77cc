using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>Switched off, nothing new is promised from a warehouse; what is promised stays.</summary>
public sealed record SwitchWarehouse(Guid CommandId, Actor By, string Warehouse, bool On, string? Why) : ICommand
{
    public static Duty Needs => Duty.PublishRules;

    public static bool DemandsWhy => true;

    public string? InWarehouse => Warehouse;
}

public sealed class SwitchWarehouseHandler(CommitGate gate)
{
    private const int WaitingMax = 2_000;

    public Task<Outcome<Committed<WarehouseSwitched>>> HandleAsync(SwitchWarehouse command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SwitchWarehouse, WarehouseSwitched>(command, async work =>
        {
            var site = await work.Db.Warehouses.FromSql($"select * from warehouse where key = {command.Warehouse} for update").FirstOrDefaultAsync(cancellationToken);
            if (site is null)
            {
                return InventoryRefusals.WarehouseGone(command.Warehouse);
            }

            site.IsOn = command.On;
            if (command.On)
            {
                var here = await work.Db.Stock.Where(shelf => shelf.Warehouse == site.Key && shelf.OnHand > 0)
                    .Select(shelf => shelf.Sku)
                    .Where(sku => work.Db.Orders.SelectMany(order => order.Lines).Any(line => line.Backordered > 0
                        && (line.Sku == sku || work.Db.Components.Any(part => part.Kit == line.Sku && part.Component == sku))))
                    .Take(WaitingMax).ToListAsync(cancellationToken);
                await Backorders.WakeAsync(work, here, cancellationToken);
            }

            return new WarehouseSwitched(site.Key, command.On);
        }, cancellationToken);
}
