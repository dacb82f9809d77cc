using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Returns.RefundMove;
using static ControlTower.Playbook.Vocabulary.RefundState;

namespace ControlTower.Playbook.Returns;

public enum RefundMove { Ask, Approve, Refuse, Execute, Fail, Retry }

/// <summary>The road of money that goes back to a customer, as one table. Approving is not paying: a gateway may refuse.</summary>
public static class RefundFlow
{
    private static readonly FrozenDictionary<(RefundState From, RefundMove By), RefundState> s_table =
        new (RefundState[] From, RefundMove By, RefundState To)[]
        {
            ([None, Refused],      Ask,     Pending),
            ([Pending],            Ask,     Pending),  // another amount
            ([Pending],            Approve, Approved),
            ([Pending],            Refuse,  Refused),
            ([Approved, Failed],   Execute, Executed), // failed: paid by hand after all
            ([Approved],           Fail,    Failed),
            ([Failed],             Retry,   Approved),
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static RefundState? After(RefundState from, RefundMove by) => s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<RefundMove> MovesFrom(RefundState state) => s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();

    /// <summary>Whether the money is gone, or on its way: what caps the next refund.</summary>
    public static bool Counts(RefundState state) => state switch
    {
        Pending or Approved or Executed or Failed => true,
        None or Refused => false,
    };

    /// <summary>Whether somebody still has to do something about it.</summary>
    public static bool IsOwed(RefundState state) => state switch
    {
        Pending or Approved or Failed => true,
        None or Refused or Executed => false,
    };
}
