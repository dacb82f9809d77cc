using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.ExceptionQueue;

/// <summary>What a case looks like, said once: for the board, for lists, for one alone.</summary>
internal static class CaseReading
{
    public const string Sql = """
        select x.id, x.code, x.severity, x.subject_kind, x.subject_id, x.order_id, o.number, coalesce(c.ship_name, c.name, ''), coalesce(o.channel, s.kind),
               coalesce(o.store, m.store, s.key), coalesce(o.total_minor, 0), o.currency, x.line_no, x.cause_key, x.evidence::text, x.owner_role, x.owner, x.owner_name,
               x.first_opened_at, x.opened_at, x.due_at, x.snoozed_until, x.wakes_on, x.state, x.escalated, x.why, o.payment,
               coalesce(l.short, 0), coalesce(l.lines, 0), coalesce(l.units, 0), coalesce(g.warehouses, case when x.subject_kind = 'truck' then split_part(x.subject_id, '/', 1) end, ''), o.received_at, x.resolved_at, x.resolution
        from exception_case x
        left join sales_order o on o.id = x.order_id
        left join order_contact c on c.order_id = o.id
        left join inbound_message m on x.subject_kind = 'message' and m.id = case when x.subject_kind = 'message' then x.subject_id::uuid end
        left join channel_store s on s.key = coalesce(o.store, m.store, case when x.subject_kind = 'store' then x.subject_id end)
        left join lateral (select count(*) filter (where backordered > 0)::int as short, count(*)::int as lines, sum(ordered - cancelled)::int as units
                           from order_line where order_id = o.id) l on true
        left join lateral (select string_agg(distinct warehouse, ',' order by warehouse) as warehouses
                           from fulfilment_group where order_id = o.id and state <> 'cancelled') g on true
        """;

    public static CaseRow RowOf(NpgsqlDataReader row, OrderNumbers numbers) => new(
        row.GetGuid(0), ExceptionCodes.Find(row.GetString(1))!.Value, row.Word<Severity>(2), row.Word<CaseSubject>(3), row.GetString(4), MaybeId(row, 5),
        row.IsDBNull(6) ? null : numbers.Text(row.GetInt64(6)), PersonalData.ShortName(row.GetString(7)), row.MaybeWord<Channel>(8), row.MaybeText(9), row.GetInt64(10),
        row.MaybeText(11), row.IsDBNull(12) ? null : row.GetInt32(12), row.GetString(13), row.GetString(14), row.Word<Role>(15), MaybeId(row, 16), row.MaybeText(17),
        row.Time(18), row.Time(19), row.Time(20), row.MaybeTime(21), row.MaybeText(22), row.Word<CaseState>(23), row.GetBoolean(24), row.MaybeText(25),
        row.MaybeWord<PaymentState>(26), row.GetInt32(27), row.GetInt32(28), row.GetInt32(29), row.GetString(30), row.MaybeTime(31), row.MaybeTime(32), row.MaybeText(33));

    private static Guid? MaybeId(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetGuid(at);
}
