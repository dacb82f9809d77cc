using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Returns;

/// <summary>Returns that are open, and those that ended in the last day: what runs out first stands first.</summary>
public sealed class ReturnsBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<ReturnsBoard> logger)
    : LiveBoard<Guid, ReturnRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 20_000;
    private const string Prefix = "return:";

    private const string Sql = """
        select r.id, r.number, r.order_id, o.number, r.warehouse, r.kind, r.source, r.state, r.state_since, r.opened_at, r.ended_at,
               coalesce(f.name, f.sku), (select count(*)::int - 1 from return_line l where l.return_id = r.id),
               (select coalesce(sum(greatest(l.units, l.received)), 0)::int from return_line l where l.return_id = r.id), f.reason,
               (select min(c.due_at) from exception_case c where c.order_id = r.order_id and c.state <> 'resolved' and c.subject_kind = 'return' and c.subject_id = r.id::text),
               o.currency,
               (select coalesce(sum(ol.line_total_minor * greatest(l.units, l.received) / greatest(ol.ordered, 1)), 0)::bigint
                from return_line l join order_line ol on ol.order_id = r.order_id and ol.line_no = l.line_no where l.return_id = r.id),
               m.state, coalesce(m.amount_minor, 0), m.requested_by, m.requested_name, m.error
        from return_case r
        join sales_order o on o.id = r.order_id
        left join lateral (select l.sku, l.reason, s.name from return_line l left join sku s on s.sku = l.sku where l.return_id = r.id order by l.seq limit 1) f on true
        left join lateral (select * from refund x where x.return_id = r.id order by (x.state = 'refused'), x.requested_at desc limit 1) m on true
        """;

    protected override IComparer<ReturnRow> Order { get; } = Comparer<ReturnRow>.Create((one, other) =>
    {
        var byPlace = one.Place.CompareTo(other.Place);
        var byDue = byPlace != 0 ? byPlace : (one.DueAt ?? DateTimeOffset.MaxValue).CompareTo(other.DueAt ?? DateTimeOffset.MaxValue);
        return byDue != 0 ? byDue : string.CompareOrdinal(one.Name, other.Name);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) =>
        entry.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal)).Select(key => Guid.Parse(key.AsSpan(Prefix.Length)));

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, ReturnRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null
            ? $"{Sql} where r.state not in ('closed', 'rejected', 'expired') or r.ended_at > now() - interval '24 hours' order by r.state_since limit {RowsMax}"
            : $"{Sql} where r.id = any($1) and (r.state not in ('closed', 'rejected', 'expired') or r.ended_at > now() - interval '24 hours')");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, ReturnRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = RowOf(reader);
            rows.Add(new(row.Id, row));
        }

        return rows;
    }

    private ReturnRow RowOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), ReturnCase.NameOf(row.GetInt64(1)), row.GetGuid(2), numbers.Text(row.GetInt64(3)), row.GetString(4), row.Word<ReturnKind>(5), row.Word<ReturnSource>(6),
        row.Word<ReturnState>(7), row.Time(8), row.Time(9), row.MaybeTime(10), row.MaybeText(11) ?? "", row.GetInt32(12), row.GetInt32(13),
        row.MaybeWord<ReturnReason>(14) ?? ReturnReason.Other, row.MaybeTime(15), row.GetString(16), row.GetInt64(17), row.MaybeWord<RefundState>(18) ?? RefundState.None,
        row.GetInt64(19), row.IsDBNull(20) ? null : row.GetGuid(20), row.MaybeText(21), row.MaybeText(22));
}
