using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Picking.PickListMove;
using static ControlTower.Playbook.Vocabulary.PickListState;

namespace ControlTower.Playbook.Picking;

public enum PickListMove { Claim, Unclaim, Finish, Resume, Cancel }

/// <summary>The road of a pick list as one table. What is not listed is refused.</summary>
public static class PickListFlow
{
    private static readonly FrozenDictionary<(PickListState From, PickListMove By), PickListState> s_table =
        new (PickListState[] From, PickListMove By, PickListState To)[]
        {
            ([Open],          Claim,   Claimed),
            ([Claimed],       Unclaim, Open),   // given back, or its lease ran out
            ([Open, Claimed], Finish,  Done),   // open: what was left of it is not wanted any more
            ([Done],          Resume,  Claimed), // its last scan is taken back
            ([Open],          Cancel,  PickListState.Cancelled), // not while somebody walks with it
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static PickListState? After(PickListState from, PickListMove by) => s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<PickListMove> MovesFrom(PickListState state) => s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();
}
