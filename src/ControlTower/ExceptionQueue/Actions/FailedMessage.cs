using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>No channel reached the customer: once more by the same ones, by another one, or somebody called.</summary>
internal sealed class FailedMessage : OrderAction
{
    private static readonly TimeSpan s_again = TimeSpan.FromHours(24);

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Resend, CaseAction.OtherChannel, CaseAction.Called];

    public override IReadOnlyList<ExceptionCode>? OnlyFor { get; } = [ExceptionCode.MessageFailed];

    public override Duty? AlsoNeeds => Duty.WriteToCustomers;

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        context.Action == CaseAction.OtherChannel && Chosen(context) is null ? CaseRefusals.ValueMissing("channel", "Choose email, sms or whatsapp.") : null);

    public override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var milestone = JsonDocument.Parse(one.Evidence).RootElement.TryGetProperty("milestone", out var known) ? known.GetString() : null;
        var failed = await context.Db.Messages.FromSql($"select * from message where order_id = {order.Id} and milestone = {milestone} and state = 'failed' order by id for update").ToListAsync(context.Cancellation);
        var again = context.Action switch
        {
            CaseAction.Resend => failed.Take(1), // the first choice for it; its failure leads to the others again
            CaseAction.OtherChannel => failed.Where(message => message.Channel == Chosen(context)),
            _ => [],
        };
        foreach (var message in again.Where(message => message.QueueAgain(context.Work.Now, context.Work.Now + s_again)))
        {
            context.Work.Also(new MessageWritten(message.Id, order.Id, context.Desk.NumberOf(order), message.Occasion, message.Channel));
        }

        if (context.Action == CaseAction.OtherChannel && Chosen(context) is { } channel && failed.Count > 0 && !failed.Exists(message => message.Channel == channel))
        {
            context.Work.Also(new MessageAsked(order.Id, context.Desk.NumberOf(order), failed[0].Occasion, failed[0].Milestone, channel)); // whoever writes messages hears of it
        }

        context.Close(one);
    }

    private static MessageChannel? Chosen(ActionContext context) =>
        Enum.TryParse<MessageChannel>(context.Text("channel"), ignoreCase: true, out var channel) && Enum.IsDefined(channel) ? channel : null;
}
