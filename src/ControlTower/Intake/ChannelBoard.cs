using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>The health of every store: last success, lag, duplicates, failures.</summary>
public sealed class ChannelBoard(NpgsqlDataSource database, StoreBook stores, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<ChannelBoard> logger)
    : LiveBoard<string, ChannelRow>(feed, pacer, clock, logger)
{
    private static readonly HashSet<string> s_news = ["OrderReceived", "OrderRetold", "OrderCancelled", "PaymentMoved", "CaseOpened", "CaseResolved"];

    private readonly TimeProvider _clock = clock;

    protected override IComparer<ChannelRow> Order { get; } = Comparer<ChannelRow>.Create((one, other) =>
        (other.Failed, other.Waiting).CompareTo((one.Failed, one.Waiting)) is not 0 and var byTrouble ? byTrouble : string.CompareOrdinal(one.Store, other.Store));

    /// <summary>There are few stores, and what a message becomes names its order and not its store: any news reads them all.</summary>
    protected override IEnumerable<string> KeysOf(FeedEntry entry) =>
        s_news.Contains(entry.Kind) || entry.Keys.Any(key => key.StartsWith("store:", StringComparison.Ordinal) || key.StartsWith("message:", StringComparison.Ordinal))
            ? stores.All.Select(store => store.Key)
            : [];

    protected override async Task<IReadOnlyList<KeyValuePair<string, ChannelRow>>> ReadAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("""
            select s.key, s.kind, s.last_message_at, s.last_sweep_at, s.last_success_at, s.last_error,
                   (select percentile_cont(0.5) within group (order by extract(epoch from read_at - received_at) * 1000)::int
                    from (select read_at, received_at from inbound_message where store = s.key and read_at is not null order by received_at desc limit 100) recent),
                   d.today, d.swept, s.duplicates, w.waiting, w.failed
            from channel_store s
            left join lateral (select count(*)::int as today, count(*) filter (where door = 'reconcile' and state = 'read')::int as swept
                               from inbound_message where store = s.key and received_at >= $1) d on true
            left join lateral (select count(*) filter (where state = 'stored')::int as waiting, count(*) filter (where state = 'failed')::int as failed
                               from inbound_message where store = s.key and state in ('stored', 'failed')) w on true
            where not s.is_closed
            """);
        read.Parameters.Add(new() { Value = _clock.GetUtcNow().AddDays(-1) });
        var rows = new List<KeyValuePair<string, ChannelRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new ChannelRow(
                reader.GetString(0), reader.Word<Channel>(1), reader.MaybeTime(2), reader.MaybeTime(3), reader.MaybeTime(4), reader.MaybeText(5),
                reader.IsDBNull(6) ? null : reader.GetInt32(6), reader.GetInt32(7), reader.GetInt32(8), reader.GetInt64(9), reader.GetInt32(10), reader.GetInt32(11));
            rows.Add(new(row.Store, row));
        }

        return rows;
    }
}
