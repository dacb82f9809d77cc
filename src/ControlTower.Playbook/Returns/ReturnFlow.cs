using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Returns.ReturnMove;
using static ControlTower.Playbook.Vocabulary.ReturnState;

namespace ControlTower.Playbook.Returns;

public enum ReturnMove { Authorise, Ship, Receive, Grade, Dispose, Close, Reject, Expire }

/// <summary>The road of goods that come back, as one table; their money goes a road of its own: <see cref="RefundFlow"/>. What is not listed is refused.</summary>
public static class ReturnFlow
{
    private static readonly FrozenDictionary<(ReturnState From, ReturnMove By), ReturnState> s_table =
        new (ReturnState[] From, ReturnMove By, ReturnState To)[]
        {
            ([Requested],                        Authorise, Authorised), // a customer's own request waits for our yes
            ([Authorised],                       Ship,      InTransit),
            ([Requested, Authorised, InTransit], Receive,   Received),   // goods at the dock do not wait for papers
            ([Received],                         ReturnMove.Grade, Graded),
            ([Graded],                           Dispose,   Dispositioned),
            ([Dispositioned],                    Close,     Closed),     // nothing is owed any more
            ([Requested, Authorised, InTransit], Reject,    Rejected),
            ([Received],                         Reject,    Rejected),   // sent back to the customer as it came
            ([Authorised, InTransit],            Expire,    Expired),
            ([Expired],                          Receive,   Received),   // late goods are goods
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static ReturnState? After(ReturnState from, ReturnMove by) => s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<ReturnMove> MovesFrom(ReturnState state) => s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();

    /// <summary>Whether somebody still has to do something about it.</summary>
    public static bool IsOpen(ReturnState state) => state switch
    {
        Requested or Authorised or InTransit or Received or Graded or Dispositioned => true,
        Closed or Rejected or Expired => false,
    };
}
