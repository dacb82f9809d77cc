using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Shipping.ShipmentMove;
using static ControlTower.Playbook.Vocabulary.BookingState;

namespace ControlTower.Playbook.Shipping;

public enum ShipmentMove { Send, NotSent, Book, Refuse, LoseSight, VoidLabel }

/// <summary>
/// A booking's road as one table. A call has three endings: booked, refused, and unknown, from which only knowledge leads on:
/// a look-up by our own reference, or a person who asked the courier.
/// </summary>
public static class ShipmentFlow
{
    private static readonly FrozenDictionary<(BookingState From, ShipmentMove By), BookingState> s_table =
        new (BookingState[] From, ShipmentMove By, BookingState To)[]
        {
            ([Queued],                   Send,      Sending),
            ([Sending],                  NotSent,   Queued), // nothing left the house: it is sent later
            ([Sending, Unknown],         Book,      Done),
            ([Queued, Sending, Unknown], Refuse,    Failed),
            ([Sending],                  LoseSight, Unknown),
            ([Queued, Unknown, Done],    VoidLabel, Voided),
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static BookingState? After(BookingState from, ShipmentMove by) => s_table.TryGetValue((from, by), out var to) ? to : null;

    /// <summary>A parcel has at most one booking of these: while one is live, no other is begun.</summary>
    public static bool IsLive(BookingState state) => state switch
    {
        Queued or Sending or Done or Unknown => true,
        Failed or Voided => false,
    };
}
