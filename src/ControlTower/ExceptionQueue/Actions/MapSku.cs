using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>What a store calls one of our SKUs: written once, it frees every order of the store that waits for the same word.</summary>
internal sealed class MapSku : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.MapSku];

    public override bool SpreadsInStore(ExceptionCase one) => true;

    public override async Task<Refusal?> PrepareAsync(ActionContext context) =>
        context.Text("sku") is not { } sku ? CaseRefusals.ValueMissing("sku", "Choose which of our products is meant.")
        : await context.Db.Skus.AnyAsync(item => item.Sku == sku, context.Cancellation) ? null
        : InventoryRefusals.SkuUnknown(sku) with { Field = "values.sku" };

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) => RefuseLine(context, order, one);

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var (sku, line) = (context.Text("sku")!, LineOf(context, order, one)!);
        if (line.AskedSku.Length == 0)
        {
            // The store names no SKU at all, so there is no word to map: it holds for this line alone.
            SalesOrder.MapLine(line, sku);
            order.Accept($"SUBSTITUTE:{line.LineNo}");
        }
        else if (context.IsFirst($"{order.Store}/{line.AskedSku}"))
        {
            await context.Db.Database.ExecuteSqlAsync($"""
                insert into sku_alias (store, asked_sku, sku) values ({order.Store}, {line.AskedSku}, {sku})
                on conflict (store, asked_sku) do update set sku = excluded.sku
                """, context.Cancellation);
            context.Work.Also(new SkuMapped(order.Store, line.AskedSku, sku));
        }
    }
}
