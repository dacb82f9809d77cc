using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>The phone as the customer says it now; one that is wrong again is refused at once, while the customer is on the line.</summary>
internal sealed class FixPhone : OrderAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.FixPhone];

    public override Task<Refusal?> PrepareAsync(ActionContext context) =>
        Task.FromResult(context.Text("phone") is null ? CaseRefusals.ValueMissing("phone", "Type the phone that the customer says.") : null);

    protected override Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) =>
        PhoneReading.Judge(context.Text("phone"), order.Contact.Country).Fault is { } fault
            ? CaseRefusals.PhoneStillInvalid(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()))
            : null;

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var before = order.Contact.PhoneToCall;
        order.CorrectContact(new(Phone: context.Text("phone")));
        context.Work.Also(new OrderEdited(
            order.Id, context.Desk.NumberOf(order), ["phone"], OldPersonal: new { Phone = before }, NewPersonal: new { Phone = order.Contact.PhoneToCall }));
        return Task.CompletedTask;
    }
}
