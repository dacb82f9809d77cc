using System.Text.Json;
using System.Text.Json.Serialization;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Intake;

/// <summary>Reads orders as the API and the screens show them: one statement each, and nobody's rows but the asker's.</summary>
public sealed class OrderReader(NpgsqlDataSource database, OrderNumbers numbers, TimeProvider clock)
{
    private const string HeadColumns = """
        o.id, o.number, o.store, o.channel, o.external_id, o.external_number, o.headline, o.payment, o.method, o.placed_at, o.received_at, o.confirmed_at,
        o.fulfillable_at, o.ship_by, o.handed_over_at, o.last_movement_at, o.stage, o.total_minor, o.currency, o.priority, o.version,
        (select count(*)::int from hold h where h.order_id = o.id and h.released_at is null),
        (select count(*)::int from exception_case x where x.order_id = o.id and x.state <> 'resolved'),
        coalesce((select array_agg(distinct g.warehouse order by g.warehouse) from fulfilment_group g where g.order_id = o.id and g.state <> 'cancelled'), '{}')
        """;

    private const int HeadColumnsCount = 24;

    private const string PictureSql = $"""
        select {HeadColumns}, o.shipping_method, o.shipping_asked, o.cancel_cause, o.note, o.why_here::text, to_jsonb(c)::text,
            coalesce((select jsonb_agg(l order by l.line_no) from order_line l where l.order_id = o.id), '[]')::text,
            coalesce((select jsonb_agg(h order by h.placed_at, h.id) from hold h where h.order_id = o.id), '[]')::text,
            coalesce((select jsonb_agg(to_jsonb(x) - 'evidence' order by x.opened_at, x.id) from exception_case x where x.order_id = o.id), '[]')::text,
            coalesce((select jsonb_agg(to_jsonb(g) || jsonb_build_object('lines', coalesce((select jsonb_agg(gl order by gl.line_no) from group_line gl where gl.group_id = g.id), '[]'))
                               order by g.created_at, g.id) from fulfilment_group g where g.order_id = o.id), '[]')::text,
            coalesce((select jsonb_agg(n order by n.at, n.id) from order_note n where n.order_id = o.id), '[]')::text,
            o.shipping_minor + o.fees_minor, o.discount_minor, e.orders, e.cancelled,
            coalesce((select jsonb_agg(jsonb_build_object('occasion', m.occasion, 'channel', m.channel, 'state', m.state, 'queued_at', m.queued_at, 'sent_at', m.sent_at,
                                                          'delivered_at', m.delivered_at, 'failed_at', m.failed_at, 'reason', m.reason) order by m.queued_at, m.id)
                      from message m where m.order_id = o.id), '[]')::text,
            coalesce((select jsonb_agg(to_jsonb(p) || jsonb_build_object(
                          'expected_at', r.expected_at, 'last_place', r.last_place, 'attempts', coalesce(r.attempts, 0), 'attempt_reason', r.attempt_reason,
                          'pictures', (select jsonb_agg(x.file order by x.kind, x.added_at) from proof_picture x where x.parcel_id = p.id), 'proven_at', f.at, 'received_by', f.received_by, 'with_code', coalesce(f.with_code, false), 'cod_state', k.state, 'photos', (select jsonb_agg(y.id order by y.id) from parcel_photo y where y.parcel_id = p.id), 'wish', w.kind, 'wish_state', w.state) order by p.package_no)
                      from parcel p left join parcel_road r on r.parcel_id = p.id left join delivery_proof f on f.parcel_id = p.id left join parcel_cod k on k.parcel_id = p.id
                      left join lateral (select kind, state from road_wish where parcel_id = p.id order by asked_at desc limit 1) w on true where p.order_id = o.id), '[]')::text,
            coalesce((select jsonb_agg(to_jsonb(v) || jsonb_build_object('units', (select coalesce(sum(i.units), 0) from return_line i where i.return_id = v.id), 'refund', y.state, 'refund_minor', y.amount_minor)
                               order by v.number)
                      from return_case v left join lateral (select state, amount_minor from refund where return_id = v.id order by requested_at desc, id desc limit 1) y on true
                      where v.order_id = o.id), '[]')::text
        from sales_order o join order_contact c on c.order_id = o.id
        cross join lateral (select count(*)::int orders, (count(*) filter (where p.headline = 'cancelled'))::int cancelled
                            from order_contact b join sales_order p on p.id = b.order_id where b.phone_e164 = c.phone_e164 and p.placed_at < o.placed_at) e
        """;

    private static readonly JsonSerializerOptions s_rows = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The order that is addressed by its number, as this actor may see it.</summary>
    /// <returns>Or <c>orders.unknown</c>, or <c>access.scope</c> where only other warehouses ship it.</returns>
    public async Task<Outcome<OrderPicture>> ForAsync(string number, Actor actor, CancellationToken cancellationToken)
    {
        if (numbers.Find(number) is not { } running || await FindAsync("o.number = $1", running, cancellationToken) is not { } picture)
        {
            return OrderRefusals.Unknown(Short(number));
        }

        return Seen(picture, actor);
    }

    public async Task<Outcome<OrderPicture>> ForAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        await FindAsync("o.id = $1", id, cancellationToken) is { } picture ? Seen(picture, actor) : OrderRefusals.Unknown(id.ToString());

    /// <returns>Null where there is no such number.</returns>
    public async Task<Guid?> IdOfAsync(string number, CancellationToken cancellationToken)
    {
        if (numbers.Find(number) is not { } running)
        {
            return null;
        }

        await using var find = database.CreateCommand("select id from sales_order where number = $1");
        find.Parameters.Add(new() { Value = running });
        return await find.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>Newest last movement first; one row more than asked for, where there are more.</summary>
    public async Task<IReadOnlyList<OrderHead>> ListAsync(OrderListAsk ask, Actor actor, CancellationToken cancellationToken)
    {
        var (where, parameters) = ConditionsOf(ask, actor);
        await using var read = database.CreateCommand(
            $"select {HeadColumns} from sales_order o where {string.Join(" and ", where.DefaultIfEmpty("true"))} order by o.last_movement_at desc, o.id desc limit {ask.Take + 1}");
        parameters.ForEach(value => read.Parameters.Add(new() { Value = value }));
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        var heads = new List<OrderHead>(ask.Take + 1);
        while (await reader.ReadAsync(cancellationToken))
        {
            heads.Add(HeadOf(reader));
        }

        return heads;
    }

    private (List<string> Where, List<object> Parameters) ConditionsOf(OrderListAsk ask, Actor actor)
    {
        var (where, parameters) = (new List<string>(), new List<object>());
        const string live = "select 1 from fulfilment_group g where g.order_id = o.id and g.state <> 'cancelled'";
        Add(ask.State is { } state ? Spell(state) : null, at => $"o.headline = {at}");
        Add(ask.Channel is { } channel ? Spell(channel) : null, at => $"o.channel = {at}");
        Add(ask.Store, at => $"o.store = {at}");
        Add(ask.Warehouse, at => $"exists ({live} and g.warehouse = {at})");
        Add(ask.Hold is { } hold ? Spell(hold) : null, at => $"exists (select 1 from hold h where h.order_id = o.id and h.released_at is null and h.type = {at})");
        Add(ask.OlderThanHours is { } hours ? clock.GetUtcNow().AddHours(-hours) : null,
            at => $"o.stage in ('check', 'promise', 'pick', 'pack', 'handOver') and coalesce(o.confirmed_at, o.received_at) < {at}");
        Add(ask.Ids?.ToArray(), at => $"o.id = any({at})");
        Add(actor.Warehouses?.ToArray(), at => $"(not exists ({live}) or exists ({live} and g.warehouse = any({at})))");
        if (ask.AnyHold)
        {
            where.Add("exists (select 1 from hold h where h.order_id = o.id and h.released_at is null)");
        }

        if (ask.After is { } after)
        {
            parameters.AddRange([after.LastMovementAt, after.Id]);
            where.Add($"(o.last_movement_at, o.id) < (${parameters.Count - 1}, ${parameters.Count})");
        }

        return (where, parameters);

        void Add(object? value, Func<string, string> condition)
        {
            if (value is not null)
            {
                parameters.Add(value);
                where.Add(condition($"${parameters.Count}"));
            }
        }
    }

    private static Outcome<OrderPicture> Seen(OrderPicture picture, Actor actor) =>
        !picture.Head.IsSeenBy(actor) ? OrderRefusals.OutOfScope(picture.Head.Number)
        : actor.May(Duty.ViewPersonalData) ? picture
        : picture.WithoutPersonalData();

    private async Task<OrderPicture?> FindAsync(string where, object key, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"{PictureSql} where {where}");
        read.Parameters.Add(new() { Value = key });
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var at = HeadColumnsCount;
        return new(
            HeadOf(reader), reader.MaybeWord<ShippingMethod>(at), reader.MaybeText(at + 1), reader.MaybeWord<CancelCause>(at + 2), reader.MaybeText(at + 3),
            reader.MaybeText(at + 4) is { } why ? Rows<JsonElement>(why) : null, Rows<PicturedContact>(reader.GetString(at + 5)),
            Rows<List<PicturedLine>>(reader.GetString(at + 6)), Rows<List<PicturedHold>>(reader.GetString(at + 7)), Rows<List<PicturedCase>>(reader.GetString(at + 8)),
            Rows<List<PicturedGroup>>(reader.GetString(at + 9)), Rows<List<PicturedNote>>(reader.GetString(at + 10)),
            new(reader.GetInt64(at + 11), reader.GetInt64(at + 12)), new(reader.GetInt32(at + 13), reader.GetInt32(at + 14)))
        {
            Messages = Rows<List<PicturedMessage>>(reader.GetString(at + 15)), Parcels = Rows<List<PicturedParcel>>(reader.GetString(at + 16)),
            Returns = Rows<List<PicturedReturn>>(reader.GetString(at + 17)),
        };
    }

    private OrderHead HeadOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), numbers.Text(row.GetInt64(1)), row.GetString(2), row.Word<Channel>(3), row.GetString(4), row.GetString(5), row.Word<Headline>(6),
        row.Word<PaymentState>(7), row.Word<PaymentMethod>(8), row.Time(9), row.Time(10), row.MaybeTime(11), row.MaybeTime(12), row.MaybeTime(13), row.MaybeTime(14),
        row.Time(15), row.MaybeWord<Stage>(16), new(row.GetInt64(17), row.GetString(18)), row.GetInt32(19), row.GetInt64(20), row.GetInt32(21), row.GetInt32(22),
        row.GetFieldValue<string[]>(23));

    private static T Rows<T>(string json) => JsonSerializer.Deserialize<T>(json, s_rows)!;

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Short(string number) => number.Length <= 40 ? number : number[..40];
}
