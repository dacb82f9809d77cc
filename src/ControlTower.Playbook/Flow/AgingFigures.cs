using System.Collections.Frozen;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Flow;

/// <summary>How old an order is, in steps that people can act on.</summary>
public enum AgeBucket { Under4, To8, To24, To48, To72, Over72 }

/// <summary>From when on an order's age counts.</summary>
public enum AgeSince { Confirmed, LastMove }

/// <summary>One stage of the backlog by age.</summary>
/// <param name="Held">Of its orders those with an open hold.</param>
public sealed record AgingLine(Stage Stage, IReadOnlyList<int> Counts, int Held)
{
    public int All => Counts.Sum();
}

/// <summary>The backlog, stage by age. Every open order stands in exactly one cell, so the sum is the inbox's total of open orders.</summary>
/// <param name="WaitsOn">The same orders, split by whose turn it is.</param>
/// <param name="Confirmed">Orders of the KPI's denominator, and <paramref name="ConfirmedOver24"/> its numerator.</param>
/// <param name="PastDue">Orders whose promise has run out.</param>
public sealed record AgingFigures(
    IReadOnlyList<AgingLine> Lines, FrozenDictionary<WaitsOn, int> WaitsOn, int Confirmed, int ConfirmedOver24, int PastDue)
{
    private static readonly int[] s_limits = [4, 8, 24, 48, 72];
    private static readonly Stage[] s_stages = [.. Enum.GetValues<Stage>().Where(OrderStage.IsOpen)];

    public int All => Lines.Sum(line => line.All);

    public int Held => Lines.Sum(line => line.Held);

    public int SumOf(AgeBucket bucket) => Lines.Sum(line => line.Counts[(int)bucket]);

    /// <param name="causes">Only orders that wait on this; null: all.</param>
    public static AgingFigures Of(IEnumerable<StandingOrder> orders, DateTimeOffset now, AgeSince since, WaitsOn? causes = null)
    {
        var counts = s_stages.ToDictionary(stage => stage, _ => new int[Enum.GetValues<AgeBucket>().Length]);
        var held = s_stages.ToDictionary(stage => stage, _ => 0);
        var waits = Enum.GetValues<WaitsOn>().ToDictionary(who => who, _ => 0);
        var (confirmed, old, past) = (0, 0, 0);
        foreach (var order in orders.Where(order => OrderStage.IsOpen(order.Stage)))
        {
            waits[order.WaitsOn]++;
            if (causes is { } only && order.WaitsOn != only)
            {
                continue;
            }

            counts[order.Stage][(int)BucketOf(AgeOf(order, now, since))]++;
            held[order.Stage] += order.Hold is null ? 0 : 1;
            confirmed += order.ConfirmedAt is null ? 0 : 1;
            old += order.ConfirmedAt is { } at && now - at > TimeSpan.FromHours(24) ? 1 : 0;
            past += order.DueAt < now ? 1 : 0;
        }

        return new([.. s_stages.Select(stage => new AgingLine(stage, counts[stage], held[stage]))], waits.ToFrozenDictionary(), confirmed, old, past);
    }

    /// <summary>An unconfirmed order's age counts from its receipt, a confirmed one's from confirmation.</summary>
    public static TimeSpan AgeOf(StandingOrder order, DateTimeOffset now, AgeSince since) => now - (since switch
    {
        AgeSince.Confirmed => order.ConfirmedAt ?? order.ReceivedAt,
        AgeSince.LastMove => order.LastMovementAt,
    });

    /// <summary>An order that is just four hours old stands in the second bucket.</summary>
    public static AgeBucket BucketOf(TimeSpan age) => (AgeBucket)s_limits.Count(limit => age >= TimeSpan.FromHours(limit));

    /// <summary>The limits of a bucket in hours; no upper one for the last.</summary>
    public static (int From, int? Below) HoursOf(AgeBucket bucket) =>
        (bucket == AgeBucket.Under4 ? 0 : s_limits[(int)bucket - 1], bucket == AgeBucket.Over72 ? null : s_limits[(int)bucket]);
}
