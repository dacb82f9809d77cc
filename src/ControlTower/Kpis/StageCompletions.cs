using ControlTower.Live;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Kpis;

/// <summary>How many orders got through a stage lately.</summary>
public sealed record StageCompletions(Stage Stage, int Orders);

/// <summary>
/// Completions of each stage in the last half hour, counted in the journal. Read anew with each sweep and not with each entry: half a
/// minute more or less does not change a rate, and at a peak every entry would mean to count them all again.
/// </summary>
public sealed class CompletionsBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<CompletionsBoard> logger)
    : LiveBoard<Stage, StageCompletions>(feed, pacer, clock, logger)
{
    private static readonly Dictionary<string, Stage> s_completes = new()
    {
        [nameof(OrderConfirmed)] = Stage.Check,
        [nameof(StockPromised)] = Stage.Promise,
        ["GroupPicked"] = Stage.Pick,
        ["GroupPacked"] = Stage.Pack,
        ["OrderHandedOver"] = Stage.HandOver,
    };

    private readonly TimeProvider _clock = clock;

    protected override IComparer<StageCompletions> Order { get; } = Comparer<StageCompletions>.Create((one, other) => one.Stage.CompareTo(other.Stage));

    protected override IEnumerable<Stage> KeysOf(FeedEntry entry) => [];

    protected override async Task<IReadOnlyList<KeyValuePair<Stage, StageCompletions>>> ReadAsync(IReadOnlyCollection<Stage>? keys, CancellationToken cancellationToken)
    {
        // Ids of the journal begin with their time, so the primary key finds the last half hour.
        var from = _clock.GetUtcNow() - FlowFigures.Window;
        await using var read = database.CreateCommand("""
            select kind, count(distinct subject)::int from journal where id >= $1 and at >= $2 and kind = any($3) group by kind
            """);
        read.Parameters.AddRange((NpgsqlParameter[])
            [new() { Value = Guid.CreateVersion7(from.AddSeconds(-1)) }, new() { Value = from }, new() { Value = s_completes.Keys.ToArray() }]);
        var rows = s_completes.Values.ToDictionary(stage => stage, stage => new StageCompletions(stage, 0));
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var stage = s_completes[reader.GetString(0)];
            rows[stage] = new(stage, reader.GetInt32(1));
        }

        return [.. rows];
    }
}

/// <summary>Figures about how the floor does.</summary>
public static class KpisStep
{
    public static IServiceCollection AddKpis(this IServiceCollection services) => services.AddBoard<CompletionsBoard, StageCompletions>();
}
