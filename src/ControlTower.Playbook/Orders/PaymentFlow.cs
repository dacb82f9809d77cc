using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Orders.PaymentMove;
using static ControlTower.Playbook.Vocabulary.PaymentState;

namespace ControlTower.Playbook.Orders;

public enum PaymentMove { Authorise, PayPart, Pay, Fail, Void, RefundPart, Refund, ExpectCod, ConfirmCod, DoubtCod, Collect, Remit }

/// <summary>
/// The road of an order's money as one table. What is not listed is refused, so a late "failed" or "pending" never un-pays.
/// </summary>
public static class PaymentFlow
{
    /// <summary>Shops skip events: a refund tells us that there had been money, though we never heard of it.</summary>
    private static readonly PaymentState[] s_refundable = [Pending, Authorised, PartPaid, Paid, PartRefunded, CodCollected, CodRemitted];

    private static readonly FrozenDictionary<(PaymentState From, PaymentMove By), PaymentState> s_table =
        new (PaymentState[] From, PaymentMove By, PaymentState To)[]
        {
            ([Pending, Failed],                   Authorise,  Authorised),
            ([Pending, Authorised, Failed],       PayPart,    PartPaid),
            ([Pending, Authorised],               Fail,       Failed), // a customer may try again after it
            (s_refundable,                        RefundPart, PartRefunded),
            (s_refundable,                        Refund,     Refunded),

            // Money that comes is money, also where cash on delivery was agreed.
            ([Pending, Authorised, PartPaid, Failed, CodUnconfirmed, CodConfirmed], Pay, Paid),
            ([Pending, Authorised, Failed, CodUnconfirmed, CodConfirmed],           PaymentMove.Void, Voided),

            ([Pending, Failed],                   ExpectCod,  CodUnconfirmed),
            ([CodUnconfirmed],                    ConfirmCod, CodConfirmed),
            ([CodConfirmed],                      DoubtCod,   CodUnconfirmed), // what was confirmed has changed since
            ([CodConfirmed],                      Collect,    CodCollected),
            ([CodConfirmed, CodCollected],        Remit,      CodRemitted), // couriers pay for what they forgot to report
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static PaymentState? After(PaymentState from, PaymentMove by) =>
        s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<PaymentMove> MovesFrom(PaymentState state) =>
        s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();

    /// <summary>A channel reports where the money is, not how it got there.</summary>
    /// <returns>The move that leads from what we know to what is reported, or null: we know it already, or it comes too late to be true.</returns>
    public static PaymentMove? Towards(PaymentState from, PaymentState reported) =>
        from == reported ? null : s_table.Where(step => step.Key.From == from && step.Value == reported).Select(step => (PaymentMove?)step.Key.By).FirstOrDefault();

    /// <summary>Whether we may count on the money, so that the order can be confirmed.</summary>
    public static bool IsSecured(PaymentState payment) => payment switch
    {
        Pending or PartPaid or Failed or Voided or Refunded or CodUnconfirmed => false,
        Authorised or Paid or PartRefunded or CodConfirmed or CodCollected or CodRemitted => true,
    };

    /// <summary>Whether nothing is to be collected at the door any more.</summary>
    public static bool IsPaid(PaymentState payment) => payment switch
    {
        Pending or Authorised or PartPaid or Failed or Voided or CodUnconfirmed or CodConfirmed => false,
        Paid or PartRefunded or Refunded or CodCollected or CodRemitted => true,
    };

    public static bool IsCod(PaymentState payment) => payment switch
    {
        CodUnconfirmed or CodConfirmed or CodCollected or CodRemitted => true,
        Pending or Authorised or PartPaid or Paid or PartRefunded or Refunded or Voided or Failed => false,
    };
}
