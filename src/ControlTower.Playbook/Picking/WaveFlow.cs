using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Picking.WaveMove;
using static ControlTower.Playbook.Vocabulary.WaveState;

namespace ControlTower.Playbook.Picking;

public enum WaveMove { Release, Start, Finish, Resume, Cancel }

/// <summary>The road of a wave as one table. What is not listed is refused.</summary>
public static class WaveFlow
{
    private static readonly FrozenDictionary<(WaveState From, WaveMove By), WaveState> s_table =
        new (WaveState[] From, WaveMove By, WaveState To)[]
        {
            ([Draft],                Release, Released),
            ([Released],             Start,   InProgress), // its first list was claimed
            ([Released, InProgress], Finish,  Done),       // its last list is done; all of them may have been cancelled away
            ([Done],                 Resume,  InProgress), // its last scan is taken back
            ([Draft, Released],      Cancel,  WaveState.Cancelled), // not while somebody walks with it
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static WaveState? After(WaveState from, WaveMove by) => s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<WaveMove> MovesFrom(WaveState state) => s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();
}
