using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Templates;

/// <summary>A text as one customer would have read it.</summary>
public sealed record PreviewedText(string Number, string? Subject, string Body);

/// <summary>Shows how a text reads for a real order, before it is published.</summary>
public sealed class TemplatePreview(CommitGate gate, MessageDesk desk, TemplateBook templates, OrderNumbers numbers)
{
    /// <param name="number">Of the order; blank: the newest one that was not sold over the counter, and for the question about cash on delivery one that it is asked about.</param>
    /// <returns>Or <c>orders.unknown</c>, <c>messages.template-invalid</c>.</returns>
    public async Task<Outcome<PreviewedText>> ReadAsync(MessageOccasion occasion, string? number, string language, string? subject, string body, CancellationToken cancellationToken)
    {
        Outcome<PreviewedText> outcome = OrderRefusals.Unknown(number is { Length: <= 40 } ? number : "");
        await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var running = string.IsNullOrWhiteSpace(number) ? null : numbers.Find(number);
            var id = await work.Db.Orders.AsNoTracking().Where(order => string.IsNullOrWhiteSpace(number) ? !order.CounterSale : order.Number == running)
                .OrderByDescending(order => occasion == MessageOccasion.CodConfirm && order.Payment == PaymentState.CodUnconfirmed).ThenByDescending(order => order.ReceivedAt).Select(order => (Guid?)order.Id).FirstOrDefaultAsync(cancellationToken);
            if (id is { } found && await MessageGround.LoadAsync(work, templates, [found], cancellationToken) is var ground && ground.Order(found) is { } order)
            {
                outcome = await FillAsync(work, ground, order, language, subject, body, cancellationToken);
            }

            return 0; // only read
        }, cancellationToken);
        return outcome;
    }

    private async Task<Outcome<PreviewedText>> FillAsync(
        Work work, MessageGround ground, SalesOrder order, string language, string? subject, string body, CancellationToken cancellationToken)
    {
        try
        {
            var filled = await desk.PreviewAsync(work, ground, order, language, subject, body, cancellationToken);
            return new PreviewedText(numbers.Of(order), filled.Subject, filled.Body);
        }
        catch (TextFaultException broken)
        {
            return Playbook.Notifications.WritingRefusals.TemplateBroken(broken.Message);
        }
    }
}
