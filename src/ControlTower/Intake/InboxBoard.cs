using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>The one inbox: every open order of every channel, by the time that is left.</summary>
public sealed class InboxBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<InboxBoard> logger)
    : LiveBoard<Guid, InboxRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 50_000;

    /// <summary>
    /// What an order looks like on a board; also read by boards that count. The limit of one keeps the planner from reading the contacts of every
    /// order that ever was, to join them with the few that are open.
    /// </summary>
    private const string Sql = $"""
        select o.id, o.number, o.store, o.channel, o.external_number, c.customer, o.headline, o.payment, o.method,
               o.stage, o.stage_since, o.placed_at, o.received_at, o.confirmed_at, o.fulfillable_at, o.ship_by, o.handed_over_at, o.last_movement_at,
               coalesce(x.due_at, o.ship_by) as due_at, o.total_minor, o.currency, o.priority, o.version,
               h.type as hold, coalesce(h.n, 0) as holds, coalesce(l.backordered, 0) as backordered,
               x.id as case_id, x.code, x.cause_key, coalesce(x.n, 0) as cases, x.owner_name, x.owner, coalesce(x.owner_role, '') as owner_role,
               coalesce(g.warehouses, '') as warehouses
        from sales_order o
        cross join lateral (select coalesce(ship_name, name, '') as customer from order_contact where order_id = o.id limit 1) c
        left join lateral (select min(type) filter (where first) as type, count(*)::int as n
                           from (select type, row_number() over (order by placed_at, id) = 1 as first from hold where order_id = o.id and released_at is null) open) h on true
        left join lateral (select sum(backordered)::int as backordered from order_line where order_id = o.id) l on true
        left join lateral (select id, code, cause_key, owner, owner_name, owner_role, due_at, count(*) over ()::int as n
                           from exception_case where order_id = o.id and state <> 'resolved' order by due_at, id limit 1) x on true
        left join lateral (select string_agg(distinct warehouse, ',' order by warehouse) as warehouses
                           from fulfilment_group where order_id = o.id and state <> 'cancelled') g on true
        where o.stage is not null
        """;

    protected override IComparer<InboxRow> Order { get; } = Comparer<InboxRow>.Create((one, other) =>
    {
        var byDue = (one.DueAt ?? DateTimeOffset.MaxValue).CompareTo(other.DueAt ?? DateTimeOffset.MaxValue);
        return byDue != 0 ? byDue : one.Id.CompareTo(other.Id);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => BoardKeys.OrdersOf(entry);

    protected override string? NewestOf(InboxRow row) => row.Number;

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, InboxRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} limit {RowsMax}" : $"{Sql} and o.id = any($1)");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, InboxRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = RowOf(reader);
            rows.Add(new(row.Id, row));
        }

        return rows;
    }

    private InboxRow RowOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), numbers.Text(row.GetInt64(1)), row.GetString(2), row.Word<Channel>(3), row.GetString(4), PersonalData.ShortName(row.GetString(5)),
        row.Word<Headline>(6), row.Word<PaymentState>(7), row.Word<PaymentMethod>(8), row.MaybeWord<Stage>(9), row.MaybeTime(10),
        row.Time(11), row.Time(12), row.MaybeTime(13), row.MaybeTime(14), row.MaybeTime(15), row.MaybeTime(16), row.Time(17), row.MaybeTime(18),
        row.GetInt64(19), row.GetString(20), row.GetInt32(21), row.GetInt64(22), row.MaybeWord<HoldType>(23), row.GetInt32(24), row.GetInt32(25),
        row.IsDBNull(26) ? null : row.GetGuid(26), row.MaybeText(27), row.MaybeText(28), row.GetInt32(29), row.MaybeText(30),
        row.IsDBNull(31) ? null : row.GetGuid(31), row.GetString(32), row.GetString(33));
}
