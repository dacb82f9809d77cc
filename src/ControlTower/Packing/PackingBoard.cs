using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Packing;

/// <summary>What is to be packed: groups that are picked, and those on a bench, by the time that is left.</summary>
public sealed class PackingBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<PackingBoard> logger)
    : LiveBoard<Guid, PackingRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 20_000;

    private const string Sql = """
        select g.id, o.id, o.number, g.warehouse, g.state, g.stage_since, o.ship_by, coalesce(t.codes, ''), coalesce(k.units, 0)::int, coalesce(q.packed, 0)::int,
               p.sscc, coalesce(p.n, 0)::int, o.total_minor, o.currency,
               (select type from hold where order_id = o.id and released_at is null order by placed_at, id limit 1), o.cancelled_at is not null,
               (select count(*) from exception_case where order_id = o.id and state <> 'resolved')::int
        from fulfilment_group g
        join sales_order o on o.id = g.order_id
        left join lateral (select string_agg(code, ',' order by code) as codes from tote where group_id = g.id) t on true
        left join lateral (select sum(least(l.picked, gl.units * coalesce(c.units, 1))) as units
                           from (select line_no, sku, sum(picked) as picked from pick_line where group_id = g.id group by 1, 2) l
                           join group_line gl on gl.group_id = g.id and gl.line_no = l.line_no
                           join order_line ol on ol.order_id = g.order_id and ol.line_no = l.line_no
                           left join sku_component c on c.kit = ol.sku and c.component = l.sku) k on true
        left join lateral (select sum(pl.units) as packed from parcel_line pl join parcel x on x.id = pl.parcel_id where x.group_id = g.id and x.state <> 'voided') q on true
        left join lateral (select sscc, count(*) over () as n from parcel where group_id = g.id and state <> 'voided' order by state = 'open' desc, package_no desc limit 1) p on true
        where g.state in ('picked', 'packing')
        """;

    protected override IComparer<PackingRow> Order { get; } = Comparer<PackingRow>.Create((one, other) =>
    {
        var byTime = (one.ShipBy ?? DateTimeOffset.MaxValue).CompareTo(other.ShipBy ?? DateTimeOffset.MaxValue);
        return byTime != 0 ? byTime : one.Key.CompareTo(other.Key);
    });

    /// <summary>An order that is touched may have groups here, and others that were here before.</summary>
    protected override IEnumerable<Guid> KeysOf(FeedEntry entry)
    {
        var orders = BoardKeys.OrdersOf(entry).ToList();
        return orders.Count == 0 ? [] : [.. orders, .. View.Rows.Where(row => orders.Contains(row.OrderId)).Select(row => row.Key)];
    }

    /// <param name="keys">Of orders and of groups.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    protected override async Task<IReadOnlyList<KeyValuePair<Guid, PackingRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} limit {RowsMax}" : $"{Sql} and (g.order_id = any($1) or g.id = any($1))");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, PackingRow>>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new(row.GetGuid(0), new(
                row.GetGuid(0), row.GetGuid(1), numbers.Text(row.GetInt64(2)), row.GetString(3), row.Word<GroupState>(4), row.Time(5), row.MaybeTime(6), row.GetString(7),
                row.GetInt32(8), row.GetInt32(9), row.MaybeText(10), row.GetInt32(11), row.GetInt64(12), row.GetString(13), row.MaybeWord<HoldType>(14), row.GetBoolean(15),
                row.GetInt32(16))));
        }

        return rows;
    }
}
