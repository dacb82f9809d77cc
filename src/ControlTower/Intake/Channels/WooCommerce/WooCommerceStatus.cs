using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.WooCommerce;

/// <summary>What a WooCommerce order status says about money, and what it wants done.</summary>
internal readonly record struct WooCommerceStatus(PaymentState Payment, IncomingWish Wish)
{
    public static bool IsDraft(string status) => status is "auto-draft" or "draft" or "checkout-draft";

    public static bool IsGone(string status) => status is "cancelled" or "trash";

    /// <param name="isPaid">The shop names the day on which it was paid.</param>
    public static WooCommerceStatus Of(string status, bool isCod, bool isPaid) => status switch
    {
        "pending" => new(PaymentState.Pending, IncomingWish.Take),
        "failed" => new(PaymentState.Failed, IncomingWish.Take),
        "on-hold" => new(isCod ? PaymentState.CodUnconfirmed : PaymentState.Pending, IncomingWish.Take),
        "processing" => new(ByDate(isCod, isPaid), IncomingWish.Take),
        "completed" => new(PaymentState.Paid, IncomingWish.AskFulfilledElsewhere),
        "refunded" => new(PaymentState.Refunded, IncomingWish.Take),
        "cancelled" or "trash" => new(ByDate(isCod, isPaid), IncomingWish.Cancel),
        _ => new(ByDate(isCod, isPaid), IncomingWish.Ask), // plugins add their own
    };

    private static PaymentState ByDate(bool isCod, bool isPaid) =>
        isPaid ? PaymentState.Paid : isCod ? PaymentState.CodUnconfirmed : PaymentState.Pending;
}
