using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>What Shopify's three axes (money, fulfilment, cancellation) say, and what they want done.</summary>
internal readonly record struct ShopifyStatus(PaymentState Payment, IncomingWish Wish, string? Note)
{
    /// <param name="cancelReason">Null unless the order was cancelled.</param>
    public static ShopifyStatus Of(string? financial, string? fulfilment, string? cancelReason, bool isCod)
    {
        var payment = PaymentOf(financial, isCod);
        return cancelReason is not null ? new(payment ?? PaymentState.Pending, IncomingWish.Cancel, cancelReason)
            : payment is null ? new(PaymentState.Pending, IncomingWish.Ask, financial ?? "no payment status")
            : fulfilment is "fulfilled" or "partial" ? new(payment.Value, IncomingWish.AskFulfilledElsewhere, fulfilment)
            : new(payment.Value, IncomingWish.Take, null);
    }

    /// <returns>Null where Shopify says nothing that we know.</returns>
    private static PaymentState? PaymentOf(string? financial, bool isCod) => financial switch
    {
        "pending" => isCod ? PaymentState.CodUnconfirmed : PaymentState.Pending,
        "authorized" => PaymentState.Authorised,
        "partially_paid" => PaymentState.PartPaid,
        "paid" => PaymentState.Paid,
        "partially_refunded" => PaymentState.PartRefunded,
        "refunded" => PaymentState.Refunded,
        "voided" => PaymentState.Voided,
        _ => null,
    };
}
