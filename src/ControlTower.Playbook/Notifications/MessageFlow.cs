using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.MessageState;

namespace ControlTower.Playbook.Notifications;

public enum MessageMove { Send, Deliver, Fail, Suppress, QueueAgain }

/// <summary>
/// A message's way as one table. Receipts come repeated and in any order, so a later word stays: what was delivered neither fails nor goes
/// back to sent. What is not listed changes nothing.
/// </summary>
public static class MessageFlow
{
    private static readonly FrozenDictionary<(MessageState From, MessageMove By), MessageState> s_table = new Dictionary<(MessageState, MessageMove), MessageState>
    {
        [(Queued, MessageMove.Send)]       = Sent,
        [(Queued, MessageMove.Deliver)]    = Delivered, // the receipt overtook our own record
        [(Queued, MessageMove.Fail)]       = Failed,
        [(Queued, MessageMove.Suppress)]   = Suppressed,
        [(Sent, MessageMove.Deliver)]      = Delivered,
        [(Sent, MessageMove.Fail)]         = Failed,
        [(Failed, MessageMove.Deliver)]    = Delivered,
        [(Failed, MessageMove.QueueAgain)] = Queued,    // by a person
    }.ToFrozenDictionary();

    /// <returns>The state after the move, or null when nothing changes by it.</returns>
    public static MessageState? After(MessageState from, MessageMove by) => s_table.TryGetValue((from, by), out var to) ? to : null;
}
