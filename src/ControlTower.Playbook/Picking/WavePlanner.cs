using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>
/// Proposes which of the open orders go to the floor together, and how they are walked. Orders are taken by urgency: a list begins with the most
/// urgent one and is filled up with those, of the next <see cref="LookAhead"/>, that lengthen its walk least. At the end each order that is left
/// out is tried once more: it goes with the draft unless it breaks a limit, and that limit is its reason.
/// </summary>
public static class WavePlanner
{
    public const int BatchOrdersPerTote = 10;

    /// <summary>How far down the urgency a list looks for company: further costs time and brings little.</summary>
    public const int LookAhead = 240;

    /// <summary>What is released is walked even when its truck is about to leave.</summary>
    public const double MinutesMin = 30;

    /// <param name="open">All that wait for release in the warehouse; nobody else's goods are in their bins.</param>
    /// <param name="trucks">The next ones, the earliest first; empty: the site has none.</param>
    /// <returns>
    /// The next truck's, the next two's, everything's: as many as differ. With a cut-off asked for, one. Where nothing can go, one without orders,
    /// which says why.
    /// </returns>
    public static IReadOnlyList<WaveDraft> Propose(WaveAsk ask, IReadOnlyCollection<WaveOrder> open, FloorPlan floor, IReadOnlyList<WaveTruck> trucks)
    {
        var sorted = open.Order(WaveOrder.Urgency).ToList();
        List<WaveTruck?> aims = ask.Cutoff is { } until
            ? [trucks.FirstOrDefault(truck => truck.Until == until || truck.Leaves == until) ?? new("", until, until)]
            : [.. Waiting(sorted, trucks).Take(2), null];
        List<WaveDraft> drafts = [];
        foreach (var aim in aims)
        {
            var draft = new WaveBuilder(ask, aim, floor).Build(sorted);
            if (!draft.IsEmpty && !drafts.Exists(same => same.Groups.Count == draft.Groups.Count && same.Groups.ToHashSet().SetEquals(draft.Groups)))
            {
                drafts.Add(draft);
            }
        }

        return drafts.Count > 0 || open.Count == 0 ? drafts : [new WaveBuilder(ask, aims[^1], floor).Build(sorted)];
    }

    /// <summary>Lists for orders that go in any case: what a release makes of a wave.</summary>
    public static IReadOnlyList<PlannedList> Lists(IEnumerable<WaveOrder> orders, FloorPlan floor, int totesPerList, bool isBatched)
    {
        var rest = new LinkedList<WaveOrder>(orders.Order(WaveOrder.Urgency));
        List<PlannedList> lists = [];
        while (rest.First is { Value: var seed })
        {
            lists.Add(Fill(Begin(floor, seed, totesPerList, isBatched), rest, _ => true));
        }

        return lists;
    }

    /// <summary>An empty list of the kind that this order wants.</summary>
    internal static PlannedList Begin(FloorPlan floor, WaveOrder order, int totesPerList, bool isBatched) => new(
        floor, order.GoesAlone ? PickListKind.Single : isBatched && order.IsOneGrip ? PickListKind.Batch : PickListKind.Cluster, totesPerList, isBatched);

    /// <summary>Begins with the first order and takes those that lengthen the walk least, while they fit.</summary>
    internal static PlannedList Fill(PlannedList list, LinkedList<WaveOrder> rest, Func<PlannedList, bool> goesOn)
    {
        list.Add(rest.First!.Value);
        rest.RemoveFirst();
        while (goesOn(list))
        {
            LinkedListNode<WaveOrder>? best = null;
            var (least, seen) = (double.MaxValue, 0);
            for (var at = rest.First; at is not null && seen < LookAhead; at = at.Next, seen++)
            {
                if (list.Takes(at.Value) && list.MinutesFor(at.Value) is var more && more < least)
                {
                    (best, least) = (at, more);
                }
            }

            if (best is null)
            {
                break;
            }

            list.Add(best.Value);
            rest.Remove(best);
        }

        return list;
    }

    private static IEnumerable<WaveTruck> Waiting(List<WaveOrder> sorted, IReadOnlyList<WaveTruck> trucks) =>
        trucks.Where((truck, at) => sorted.Exists(order => order.Due is { } due && due <= truck.Leaves && (at == 0 || due > trucks[at - 1].Leaves)));
}
