using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Shipping.ParcelMove;
using static ControlTower.Playbook.Vocabulary.ParcelState;

namespace ControlTower.Playbook.Shipping;

public enum ParcelMove
{
    Seal, Reopen, Label, VoidLabel, Dissolve, HandOver, Collect, Accept, Travel, Delay, GoOut, FailAttempt, AwaitPickup, Deliver, TurnBack, ComeBack, Lose, Damage, Believe,
}

/// <summary>
/// A parcel's road as one table. The parcel asks it before it moves, screens ask which buttons to show, couriers' events pass
/// through it, a test walks every (state, move) pair. What is not listed is refused.
/// </summary>
public static class ParcelFlow
{
    /// <summary>The label alone is enough: the courier's first scan may be known before our manifest is closed.</summary>
    private static readonly ParcelState[] s_tendered = [Labelled, HandedOver, Accepted];

    private static readonly ParcelState[] s_moving = [.. s_tendered, InTransit, Delayed];
    private static readonly ParcelState[] s_underWay = [.. s_moving, OutForDelivery, AttemptFailed, AtPickupPoint];

    private static readonly FrozenDictionary<(ParcelState From, ParcelMove By), ParcelState> s_table =
        new (ParcelState[] From, ParcelMove By, ParcelState To)[]
        {
            ([Open],                   Seal,      Sealed),
            ([Sealed],                 Reopen,    Open),
            ([Sealed],                 Label,     Labelled),
            ([Labelled],               VoidLabel, Sealed), // bookable again
            ([Open, Sealed, Labelled], Dissolve,  Voided),
            ([Labelled],               HandOver,  HandedOver),
            ([Sealed],                 Collect,   Delivered), // at our own counter

            // Couriers lose scans, so any step may be skipped; none is taken back, except a failed attempt.
            ([Labelled, HandedOver],                       Accept,      Accepted),
            ([.. s_tendered, Delayed],                     Travel,      InTransit),
            ([.. s_tendered, InTransit],                   Delay,       Delayed),
            ([.. s_moving, AttemptFailed],                 GoOut,       OutForDelivery),
            ([.. s_moving, OutForDelivery],                FailAttempt, AttemptFailed),
            ([.. s_moving, OutForDelivery, AttemptFailed], AwaitPickup, AtPickupPoint),
            (s_underWay,                                   Deliver,     Delivered),

            ([.. s_underWay, Delivered], TurnBack, Returning), // "delivered" is the courier's word, and couriers err
            ([.. s_underWay, Returning], ComeBack, Returned),  // our own scan at the dock
            ([.. s_underWay, Delivered, Returning, Damaged], Lose, Lost),
            ([.. s_underWay, Delivered, Returning], Damage, Damaged),

            // Couriers contradict themselves; a person asked and clears it up.
            ([Returning, Lost, Damaged], Believe, Delivered),
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static ParcelState? After(ParcelState from, ParcelMove by) =>
        s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<ParcelMove> MovesFrom(ParcelState state) =>
        s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();

    /// <summary>Whether somebody still waits for it to arrive, or to come back.</summary>
    public static bool IsUnderWay(ParcelState parcel) => parcel switch
    {
        Open or Sealed or Labelled or HandedOver or Accepted or InTransit or Delayed or OutForDelivery or AttemptFailed or AtPickupPoint or Returning => true,
        Delivered or Returned or Lost or Damaged or Voided => false,
    };
}
