namespace ControlTower.Bench;

/// <summary>Orders by the thousand, written past the tower, so that there is something to read.</summary>
internal static class OrderRows
{
    /// <param name="sku">SQL over <c>n</c>, the order's number.</param>
    public static string Sql(int first, int count, string nextStep, bool isOpen, string sku)
    {
        var (headline, stage) = isOpen ? ("confirmed", "'promise'") : ("closed", "null");
        return $$"""
            set session_replication_role = replica; -- no triggers: what the journal tells of these is of no interest
            insert into sales_order (id, number, store, channel, external_id, external_number, source_version, placed_at, received_at, confirmed_at, last_movement_at, headline, stage,
                stage_since, payment, method, partial, shipping_method, currency, shipping_minor, fees_minor, tax_minor, discount_minor, paid_otherwise_minor, total_minor, priority,
                version, next_step, step_tries, counter_sale, accepted, told)
            select {{Id}}, n, '{{BenchGround.Store}}', 'woocommerce', 'b' || n, 'b' || n, now(), now() - n % 30 * interval '1 day', now() - n % 30 * interval '1 day', now(), now() - n * interval '1 millisecond',
                '{{headline}}', {{stage}}, now(), 'paid', 'prepaid', 'split', 'standard', 'USD', 0, 0, 0, 0, 0, 1200, 0, 1, '{{nextStep}}', 0, false, '{}', '{}'
            from generate_series({{first}}, {{first + count - 1}}) n;
            insert into order_contact (order_id, name, phone, phone_e164, city, country, address_reasons, name_folded, phone_reversed)
            select {{Id}}, 'Mona ' || n, n::text, '+1415' || n, 'San Francisco', 'US', '{}', 'mona ' || n, reverse('+1415' || n) from generate_series({{first}}, {{first + count - 1}}) n;
            insert into order_line (order_id, line_no, sku, asked_sku, asked_units, name, ordered, unallocated, cancelled, backordered, reserved, picked, packed, shipped, returned, unit_price_minor, line_total_minor)
            select {{Id}}, 1, {{sku}}, {{sku}}, '1', 'Mug', 1, {{(isOpen ? "1, 0, 0, 0, 0, 0, 0" : "0, 0, 0, 0, 0, 0, 1")}}, 0, 1200, 1200 from generate_series({{first}}, {{first + count - 1}}) n;
            insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new)
            select gen_random_uuid(), now(), gen_random_uuid(), 'bench', gen_random_uuid(), 'OrderReceived', 'order:' || {{Id}}, array['order:' || {{Id}}],
                jsonb_build_object('order', {{Id}}, 'number', 'CT-' || n, 'store', 'bench', 'channel', 'woocommerce', 'externalId', 'b' || n, 'lines', 1, 'total', jsonb_build_object('minor', 1200, 'currency', 'USD'), 'payment', 'paid')
            from generate_series({{first}}, {{first + count - 1}}) n;
            set session_replication_role = origin
            """;
    }

    /// <summary>The same for a number in every table.</summary>
    public const string Id = "md5('order ' || n)::uuid";
}
