using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// What the customer adds to the address; what is not named stays. An address that is still too short is kept as far as it got: the case
/// stays open and names what is left to ask.
/// </summary>
internal sealed class CompleteAddress : OrderAction
{
    private static readonly IReadOnlyList<string> s_names = ActionValues.Of(CaseAction.CompleteAddress);

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.CompleteAddress];

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        s_names.All(name => context.Text(name) is null) ? CaseRefusals.ValueMissing("line1", "Fill in what the customer adds.")
        : context.Text("country") is { Length: not 2 } ? CaseRefusals.ValueMissing("country", "Name the country by its two letters, such as EG.")
        : null);

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var contact = order.Contact;
        var before = new { contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode, contact.Country };
        order.CorrectContact(new(
            Line1: context.Text("line1"), Line2: context.Text("line2"), City: context.Text("city"), Region: context.Text("region"),
            Postcode: context.Text("postcode"), Country: context.Text("country")?.ToUpperInvariant()));
        context.Work.Also(new OrderEdited(
            order.Id, context.Desk.NumberOf(order), ["shipTo"], OldPersonal: before,
            NewPersonal: new { contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode, contact.Country }));
        context.Desk.Release(context.Work, order, HoldType.Address, HoldSources.Customer); // what they asked for is done
        return Task.CompletedTask;
    }
}
