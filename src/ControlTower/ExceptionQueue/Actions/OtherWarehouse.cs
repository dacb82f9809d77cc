using ControlTower.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>Somebody chooses the warehouse; what was promised elsewhere goes back, and the order is promised anew from there alone.</summary>
internal sealed class OtherWarehouse : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.OtherWarehouse];

    public override string? GivesBack => "otherWarehouse";

    public override async Task<Refusal?> PrepareAsync(ActionContext context) =>
        context.Text("warehouse") is not { } key ? CaseRefusals.ValueMissing("warehouse", "Choose the warehouse to ship from.")
        : !context.Work.By.Sees(key) ? AccessRefusals.OutOfScope(key)
        : await context.Db.Warehouses.AnyAsync(site => site.Key == key && site.IsOn, context.Cancellation) ? null
        : InventoryRefusals.WarehouseUnknown(key) with { Field = "values.warehouse" };

    /// <summary>A warehouse that has nothing of it would only take away what is promised now.</summary>
    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var (key, skus) = (context.Text("warehouse")!, order.Lines.Select(line => line.Sku).OfType<string>().ToList());
        var parts = await context.Db.Components.Where(part => skus.Contains(part.Kit)).Select(part => part.Component).ToListAsync(context.Cancellation);
        return order.Groups.Any(group => group.IsLive && group.Warehouse == key) || await context.Db.Stock.AnyAsync(
            shelf => shelf.Warehouse == key && (skus.Contains(shelf.Sku) || parts.Contains(shelf.Sku)) && shelf.OnHand - shelf.Unsellable - shelf.Reserved - shelf.Safety > 0,
            context.Cancellation)
            ? null
            : CaseRefusals.NothingThere(key);
    }

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        order.ShipFrom(context.Text("warehouse")!);
        order.AskAgain();
        if (one.Code == ExceptionCode.PromiseBroken)
        {
            context.Close(one); // no automatic step looks at it again; what is missing now has a case of its own
        }

        return Task.CompletedTask;
    }
}
