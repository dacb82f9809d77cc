using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Orders.GroupMove;
using static ControlTower.Playbook.Vocabulary.GroupState;

namespace ControlTower.Playbook.Orders;

public enum GroupMove
{
    Reserve, FreeStock, Release, Unrelease, StartPicking, ReportShort, FinishPicking, ResumePicking, StartPacking, FinishPacking, Reopen, Unpack, Label, VoidLabel, HandOver,
    SellOverCounter, Cancel,
}

/// <summary>The road of a fulfilment group through its warehouse as one table. What is not listed is refused.</summary>
public static class GroupFlow
{
    private static readonly FrozenDictionary<(GroupState From, GroupMove By), GroupState> s_table =
        new (GroupState[] From, GroupMove By, GroupState To)[]
        {
            ([Unallocated],         Reserve,       Reserved),
            ([Reserved, Short],     FreeStock,     Unallocated),
            ([Reserved],            Release,       Released),
            ([Released],            Unrelease,     Reserved), // not while somebody walks with it
            ([Released, Short],     StartPicking,  GroupState.Picking),
            ([Released, GroupState.Picking],   ReportShort,   Short),
            ([GroupState.Picking, Short],      FinishPicking, Picked), // short: the rest goes without what was missing
            ([Picked],              ResumePicking, GroupState.Picking), // its last scan is taken back, or more is to come
            ([Picked],              StartPacking,  GroupState.Packing),
            ([GroupState.Packing],             FinishPacking, Packed),
            ([Packed],              Reopen,        GroupState.Packing),
            ([GroupState.Packing, Packed, Labelled], Unpack, Picked), // a part of it is not wanted any more: its parcels are dissolved
            ([Packed],              Label,         Labelled),
            ([Labelled],            VoidLabel,     Packed),
            ([Packed, Labelled],    HandOver,      HandedOver), // without a label: collected by the customer

            // At the till the goods are gone before we hear of the order.
            ([Unallocated, Reserved], SellOverCounter, HandedOver),

            ([Unallocated, Reserved, Released, GroupState.Picking, Picked, GroupState.Packing, Packed, Labelled, Short], Cancel, Cancelled),
        }
        .SelectMany(row => row.From, (row, from) => (From: from, row.By, row.To))
        .ToFrozenDictionary(step => (step.From, step.By), step => step.To);

    /// <returns>The state after the move, or <see langword="null"/> when the playbook forbids it.</returns>
    public static GroupState? After(GroupState from, GroupMove by) =>
        s_table.TryGetValue((from, by), out var to) ? to : null;

    public static IEnumerable<GroupMove> MovesFrom(GroupState state) =>
        s_table.Keys.Where(key => key.From == state).Select(key => key.By).Order();

    /// <summary>Released and after: hands may be on it, so that a cancellation is a request and an edit comes too late.</summary>
    public static bool IsOnTheFloor(GroupState group) => group switch
    {
        Unallocated or Reserved or Cancelled => false,
        Released or GroupState.Picking or Picked or GroupState.Packing or Packed or Labelled or HandedOver or Short => true,
    };
}
