using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels;

/// <summary>What a message of a channel turned out to be. Readers answer it for any bytes and never throw.</summary>
public abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>The whole order, as it stands at its <see cref="IncomingOrder.SourceVersion"/>; also when the wish is to cancel it.</summary>
    public sealed record Order(IncomingOrder Told) : ReadOutcome;

    /// <summary>The shop cancelled or deleted an order and says no more than its id; it may come before the order does.</summary>
    /// <param name="SourceVersion">Null where the shop sends none (a deletion): final, whatever its time.</param>
    /// <param name="Why">As the shop says it: <c>deleted</c>, <c>trash</c>, <c>cancelled</c>.</param>
    public sealed record Cancel(string ExternalId, DateTimeOffset? SourceVersion, string Why) : ReadOutcome;

    /// <summary>Money went back at the shop. Whether all of it did is told by the order's total, which the message does not know.</summary>
    /// <param name="ExternalId">The order's id at the shop.</param>
    /// <param name="Reference">The refund's own id; the same refund counts once.</param>
    /// <param name="Returned">What went back, above zero; null where no transaction succeeded.</param>
    public sealed record PaymentMove(string ExternalId, string Reference, DateTimeOffset At, Money? Returned) : ReadOutcome;

    /// <summary>Stored and not worked on.</summary>
    /// <param name="Reason"><c>topic</c>, <c>draft</c>, <c>test order</c>, <c>nothing to ship</c>.</param>
    public sealed record Ignored(string Reason) : ReadOutcome;

    /// <summary>The shop passes on what a customer may ask for by law: opens PRIVACY_REQUEST.</summary>
    /// <param name="Topic"><c>customers/data_request</c>, <c>customers/redact</c>, <c>shop/redact</c>.</param>
    public sealed record Privacy(string Topic) : ReadOutcome;

    /// <summary>A right signature over something that is no order to us: opens MESSAGE_UNREADABLE, which keeps the body.</summary>
    /// <param name="Path">Where in the body, for example <c>line_items[2].quantity</c>; <c>$</c> is the whole.</param>
    public sealed record Unreadable(string Reason, string Path) : ReadOutcome;
}
