using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>A list that is waited for, walked, or has goods to be put back.</summary>
/// <param name="Orders">In it.</param>
/// <param name="Done">Lines with nothing left to take.</param>
/// <param name="Wrong">Scans that were refused.</param>
/// <param name="PutBacks">Units that lie on the floor for nobody.</param>
public sealed record PickingRow(
    Guid Id, string Number, Guid Wave, string Warehouse, PickListKind Kind, PickListState State, DateTimeOffset? DueAt, string? Worker, DateTimeOffset? LeaseUntil,
    int Orders, int Lines, int Done, int Units, int Picked, int Short, int Wrong, int PutBacks);

/// <summary>Lists with their progress, what is due first on top.</summary>
public sealed class PickingBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<PickingBoard> logger)
    : LiveBoard<Guid, PickingRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 5_000;
    private const string Prefix = "list:";
    private const string WavePrefix = "wave:";

    private const string Sql = """
        select p.id, p.number, p.wave, p.warehouse, p.kind, p.state, p.due_at, p.claimed_name, p.lease_until,
               coalesce(l.orders, 0), coalesce(l.lines, 0), coalesce(l.done, 0), coalesce(l.units, 0), coalesce(l.picked, 0), coalesce(l.short, 0),
               (select count(*)::int from pick_scan s where s.list = p.id and s.code is not null), coalesce(b.units, 0)
        from pick_list p
        left join lateral (select count(distinct order_id)::int as orders, count(*)::int as lines, count(*) filter (where picked + short = units)::int as done,
                                  sum(units)::int as units, sum(picked)::int as picked, sum(short)::int as short
                           from pick_line where list = p.id and units > 0) l on true
        left join lateral (select sum(units - done)::int as units from put_back where list = p.id and closed_at is null) b on true
        where (p.state in ('open', 'claimed') or b.units > 0)
        """;

    protected override IComparer<PickingRow> Order { get; } = Comparer<PickingRow>.Create((one, other) =>
    {
        var byDue = (one.DueAt ?? DateTimeOffset.MaxValue).CompareTo(other.DueAt ?? DateTimeOffset.MaxValue);
        return byDue != 0 ? byDue : string.CompareOrdinal(one.Number, other.Number);
    });

    /// <summary>Lists come and go with their wave: what touches it reads its lists, which are keyed by themselves, in <see cref="ReadAsync"/>.</summary>
    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => entry.Keys.Select(IdOf).OfType<Guid>();

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, PickingRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} order by p.due_at limit {RowsMax}" : $"{Sql} and (p.id = any($1) or p.wave = any($1))");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, PickingRow>>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new(row.GetGuid(0), new(
                row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.Word<PickListKind>(4), row.Word<PickListState>(5), row.MaybeTime(6), row.MaybeText(7), row.MaybeTime(8),
                row.GetInt32(9), row.GetInt32(10), row.GetInt32(11), row.GetInt32(12), row.GetInt32(13), row.GetInt32(14), row.GetInt32(15), row.GetInt32(16))));
        }

        return rows;
    }

    private static Guid? IdOf(string key) =>
        (key.StartsWith(Prefix, StringComparison.Ordinal) || key.StartsWith(WavePrefix, StringComparison.Ordinal)) && Guid.TryParse(key.AsSpan(Prefix.Length), out var id) ? id : null;
}
