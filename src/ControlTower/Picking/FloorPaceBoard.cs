using ControlTower.Live;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>What a stage of a warehouse completed lately.</summary>
/// <param name="Completed">By bucket of five minutes, the newest first, joined with commas.</param>
public sealed record FloorPace(string Warehouse, Stage Stage, string Completed)
{
    public double? PerHour => StageRate.PerHour([.. Completed.Split(',').Select(count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture))]);
}

/// <summary>How fast picking, packing and handover go in each warehouse, counted in the journal with each sweep.</summary>
public sealed class FloorPaceBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<FloorPaceBoard> logger)
    : LiveBoard<string, FloorPace>(feed, pacer, clock, logger)
{
    private static readonly Dictionary<string, Stage> s_completes = new() { ["GroupPicked"] = Stage.Pick, ["GroupPacked"] = Stage.Pack, ["OrderHandedOver"] = Stage.HandOver };

    private readonly TimeProvider _clock = clock;

    protected override IComparer<FloorPace> Order { get; } = Comparer<FloorPace>.Create((one, other) => (one.Warehouse, one.Stage).CompareTo((other.Warehouse, other.Stage)));

    protected override IEnumerable<string> KeysOf(FeedEntry entry) => [];

    protected override async Task<IReadOnlyList<KeyValuePair<string, FloorPace>>> ReadAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellationToken)
    {
        // Ids of the journal begin with their time, so the primary key finds the last half hour.
        var now = _clock.GetUtcNow();
        await using var read = database.CreateCommand("""
            select coalesce(j.new ->> 'warehouse', g.warehouse), j.kind, least($5 - 1, floor(extract(epoch from $4 - j.at) / $6))::int, count(distinct j.subject)::int
            from journal j
            left join lateral (select warehouse from fulfilment_group where j.new ->> 'warehouse' is null and j.subject like 'order:%'
                                 and order_id = substring(j.subject from 7)::uuid and state <> 'cancelled' limit 1) g on true
            where j.id >= $1 and j.at >= $2 and j.at <= $4 and j.kind = any($3) group by 1, 2, 3
            """);
        read.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = Guid.CreateVersion7(now - FlowFigures.Window - TimeSpan.FromSeconds(1)) }, new() { Value = now - FlowFigures.Window }, new() { Value = s_completes.Keys.ToArray() },
            new() { Value = now }, new() { Value = StageRate.Buckets }, new() { Value = StageRate.Bucket.TotalSeconds },
        ]);
        var counts = new Dictionary<(string Warehouse, Stage Stage), int[]>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.MaybeText(0) is { } warehouse)
            {
                var key = (warehouse, s_completes[reader.GetString(1)]);
                counts.TryAdd(key, new int[StageRate.Buckets]);
                counts[key][reader.GetInt32(2)] += reader.GetInt32(3);
            }
        }

        return [.. counts.Select(pair => new KeyValuePair<string, FloorPace>(
            $"{pair.Key.Warehouse}/{pair.Key.Stage}", new(pair.Key.Warehouse, pair.Key.Stage, string.Join(',', pair.Value))))];
    }
}
