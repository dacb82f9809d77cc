using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The shop changed or cancelled an order after its release: follow the shop, or keep what we do.</summary>
internal sealed class ShopChange : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Apply, CaseAction.KeepOurs];

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        context.Action == CaseAction.KeepOurs ? null
        : order.IsOver ? CaseRefusals.OrderOver()
        : order.IsReleased && !Cancellation.IsByShop(one) ? CaseRefusals.OnTheFloor()
        : null;

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (context.Action == CaseAction.Apply)
        {
            await ApplyAsync(context, order, one);
        }

        if (one.IsLive)
        {
            context.Close(one);
        }
    }

    private static async Task ApplyAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (Cancellation.IsByShop(one)) // done on the floor, too, where the work is taken back
        {
            await Cancellation.CarryOutAsync(
                context.Work, order, lines: null, CancelCause.Customer, context.Desk, context.Promises, context.Cases, context.Cancellation);
            context.Desk.Finish(context.Work, order, context.Sites, "cancelled");
        }
        else if (JsonDocument.Parse(one.Evidence).RootElement.TryGetProperty("message", out var kept) && Guid.TryParse(kept.GetString(), out var id)
            && await context.Db.InboundMessages.SingleOrDefaultAsync(message => message.Id == id, context.Cancellation) is { } message)
        {
            message.ReadAgain(); // the order is not on the floor any more: reading it again takes the change over
            context.Work.Also(new MessageReplayed(message.Id, message.Store));
        }
    }
}
