using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>A call for help that is not over.</summary>
/// <param name="Site">Name of the warehouse.</param>
/// <param name="AnsweredAt">Since when somebody is on the way; null: nobody is.</param>
public sealed record HelpRow(
    Guid Id, long Number, string Warehouse, string Site, string Zone, HelpKind Kind, string Text, HelpState State, DateTimeOffset RaisedAt, string RaisedBy,
    DateTimeOffset? AnsweredAt, string? AnsweredBy);

/// <summary>Calls for help: unanswered ones first, the oldest of them on top.</summary>
public sealed class HelpBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<HelpBoard> logger)
    : LiveBoard<Guid, HelpRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 500;
    private const string Prefix = "help:";

    private const string Sql = """
        select c.id, c.number, c.warehouse, w.name, c.zone, c.kind, c.text, c.state, c.raised_at, c.raised_name, c.answered_at, c.answered_name
        from help_call c join warehouse w on w.key = c.warehouse where c.state <> 'closed'
        """;

    protected override IComparer<HelpRow> Order { get; } = Comparer<HelpRow>.Create((one, other) =>
    {
        var byState = one.State.CompareTo(other.State);
        return byState != 0 ? byState : one.Number.CompareTo(other.Number);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => entry.Keys
        .Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Select(key => Guid.TryParse(key.AsSpan(Prefix.Length), out var id) ? id : Guid.Empty);

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, HelpRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} order by c.raised_at limit {RowsMax}" : $"{Sql} and c.id = any($1)");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, HelpRow>>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new(row.GetGuid(0), new(
                row.GetGuid(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4), row.Word<HelpKind>(5), row.GetString(6), row.Word<HelpState>(7), row.Time(8),
                row.GetString(9), row.MaybeTime(10), row.MaybeText(11))));
        }

        return rows;
    }
}
