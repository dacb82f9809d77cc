namespace ControlTower.Bench;

/// <summary>Orders that the bench has finished with, each in one sealed box, written past the tower: what is left is to book them.</summary>
internal static class PackedRows
{
    private const string Site = "book-bench";

    public static async Task LayAsync(BenchGround ground, int first, int parcels)
    {
        await ground.RunAsync($"""
            insert into warehouse (key, name, time_zone, country, city, regions, is_on, safety, calendar) values ('{Site}', 'Bookings', 'UTC', 'US', 'San Francisco', '{"{}"}', true, 0, 1) on conflict do nothing;
            insert into site_calendar (warehouse, version, days, opens, closes, holidays, cutoffs) values ('{Site}', 1, '{"{sun,mon,tue,wed,thu,fri,sat}"}', '00:00', '23:59', '{"{}"}', '[]') on conflict do nothing;
            insert into sku (sku, name, category, is_kit, updated_at, weight_grams) values ('BOOK-1', 'Mug', 'mugs', false, now(), 400) on conflict do nothing;
            insert into stock (sku, warehouse, on_hand, unsellable, reserved, safety) values ('BOOK-1', '{Site}', 100000, 0, {parcels}, 0) on conflict do nothing
            """);
        await ground.RunAsync(OrderRows.Sql(first, parcels, "settled", isOpen: true, "'BOOK-1'"));
        await ground.RunAsync($"""
            update order_contact c set line1 = o.number || ' Market Street', region = 'CA', postcode = '94103' from sales_order o where o.id = c.order_id and {Of(first, parcels)};
            update order_line l set unallocated = 0, packed = 1 from sales_order o where o.id = l.order_id and {Of(first, parcels)};
            insert into fulfilment_group (id, order_id, warehouse, state, why, created_at, stage_since)
            select md5('group ' || o.number)::uuid, o.id, '{Site}', 'packed', '', now(), now() from sales_order o where {Of(first, parcels)};
            insert into reservation (id, order_id, line_no, group_id, sku, warehouse, units)
            select gen_random_uuid(), o.id, 1, md5('group ' || o.number)::uuid, 'BOOK-1', '{Site}', 1 from sales_order o where {Of(first, parcels)};
            insert into parcel (id, sscc, order_id, group_id, warehouse, package_no, state, state_since, weight_grams, opened_at, sealed_at)
            select md5('parcel ' || o.number)::uuid, lpad(o.number::text, 18, '0'), o.id, md5('group ' || o.number)::uuid, '{Site}', 1, 'sealed', now(), 500, now(), now() from sales_order o where {Of(first, parcels)};
            insert into parcel_line (parcel_id, line_no, sku, units) select md5('parcel ' || o.number)::uuid, 1, 'BOOK-1', 1 from sales_order o where {Of(first, parcels)}
            """);
    }

    /// <summary>From now on the tower books with it.</summary>
    public static Task TakeOnAsync(BenchGround ground, string key, Uri root, int connections, int deadlineSeconds) => ground.RunAsync($$"""
        insert into courier (key, kind, country, base_url, poll_seconds, services, config, is_on, is_fixed)
        values ('{{key}}', 'easypost', '', '{{root}}', 600, '[]', '{"connectionsMax": {{connections}}, "deadlineSeconds": {{deadlineSeconds}}}', true, false)
        """);

    private static string Of(int first, int parcels) => $"o.number between {first} and {first + parcels - 1}";
}
