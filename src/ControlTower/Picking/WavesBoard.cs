using System.Collections.Immutable;
using System.Text.Json;
using ControlTower.Live;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>One list of a wave, as far as it is.</summary>
/// <param name="Done">Lines with nothing left to take, of <paramref name="Lines"/>.</param>
/// <param name="Short">Units that the shelves did not have.</param>
public sealed record WaveListRow(
    Guid Id, string Number, PickListKind Kind, PickListState State, int Lines, int Done, int Units, int Picked, int Short, DateTimeOffset? DueAt, string? By,
    DateTimeOffset? ClaimedAt, DateTimeOffset? LeaseUntil);

/// <summary>One wave with its lists; compared by value.</summary>
/// <param name="Leaves">When its truck leaves by the calendar.</param>
/// <param name="Orders">That go with it.</param>
public sealed record WaveRow(
    Guid Id, string Name, string Warehouse, WaveState State, string? Courier, DateTimeOffset? Cutoff, DateTimeOffset? Leaves, int Orders, double Minutes, double Metres,
    DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ReleasedAt, DateTimeOffset? EndedAt, ImmutableArray<WaveListRow> Lists)
{
    public int Lines => Lists.Sum(list => list.Lines);

    public int Done => Lists.Sum(list => list.Done);

    /// <summary>Somebody has a list, and has not been heard of for longer than a lease.</summary>
    public IEnumerable<WaveListRow> Stuck(DateTimeOffset now) => Lists.Where(list => list.State == PickListState.Claimed && list.LeaseUntil < now);

    public bool Equals(WaveRow? other) =>
        other is not null && (Id, Name, Warehouse, State, Orders, ReleasedAt, EndedAt) == (other.Id, other.Name, other.Warehouse, other.State, other.Orders, other.ReleasedAt, other.EndedAt)
        && Lists.AsSpan().SequenceEqual(other.Lists.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, State, Orders, Lists.Length);
}

/// <summary>Waves that are drafts, on the floor, or were done within the last hour.</summary>
public sealed class WavesBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<WavesBoard> logger)
    : LiveBoard<Guid, WaveRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 2_000;

    private const string Sql = """
        select w.id, w.number, w.warehouse, w.state, w.courier, w.cutoff, (w.plan ->> 'leaves')::timestamptz, (select count(*)::int from wave_group g where g.wave = w.id),
               coalesce((w.plan ->> 'minutes')::float8, 0), coalesce((w.plan ->> 'metres')::float8, 0), w.created_at, w.created_name, w.released_at, w.ended_at,
               coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'number', l.number, 'kind', l.kind, 'state', l.state, 'lines', s.lines, 'done', s.done, 'units', s.units,
                           'picked', s.picked, 'short', s.short, 'dueAt', l.due_at, 'by', l.claimed_name, 'claimedAt', l.claimed_at, 'leaseUntil', l.lease_until) order by l.created_at, l.id)
                         from pick_list l
                         cross join lateral (select count(*)::int as lines, (count(*) filter (where picked + short = units))::int as done, coalesce(sum(units), 0)::int as units,
                                                    coalesce(sum(picked), 0)::int as picked, coalesce(sum(short), 0)::int as short from pick_line where list = l.id) s
                         where l.wave = w.id), '[]')::text
        from wave w
        """;

    private const string Live = "(w.state in ('draft', 'released', 'inProgress') or w.ended_at > now() - interval '1 hour' and w.state = 'done')";

    private static readonly JsonSerializerOptions s_lists = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    protected override IComparer<WaveRow> Order { get; } = Comparer<WaveRow>.Create((one, other) =>
    {
        var byState = one.State.CompareTo(other.State);
        var byTruck = byState != 0 ? byState : (one.Leaves ?? DateTimeOffset.MaxValue).CompareTo(other.Leaves ?? DateTimeOffset.MaxValue);
        return byTruck != 0 ? byTruck : string.CompareOrdinal(one.Name, other.Name);
    });

    /// <summary>Of waves and of lists: a list stands for its wave.</summary>
    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => BoardKeys.Of(entry, "wave:").Concat(BoardKeys.Of(entry, "list:"));

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, WaveRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} where {Live} order by w.created_at desc limit {RowsMax}"
            : $"{Sql} where {Live} and w.id in (select unnest($1) union select wave from pick_list where id = any($1))");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, WaveRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(reader.GetGuid(0), new(
                reader.GetGuid(0), Wave.NameOf(reader.GetInt64(1)), reader.GetString(2), reader.Word<WaveState>(3), reader.MaybeText(4), reader.MaybeTime(5), reader.MaybeTime(6),
                reader.GetInt32(7), reader.GetDouble(8), reader.GetDouble(9), reader.Time(10), reader.GetString(11), reader.MaybeTime(12), reader.MaybeTime(13),
                [.. JsonSerializer.Deserialize<List<WaveListRow>>(reader.GetString(14), s_lists)!])));
        }

        return rows;
    }
}
