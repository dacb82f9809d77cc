using System.Diagnostics;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>A manager presses "Propose waves" with two thousand orders waiting, and a year of shipped ones in the tables.</summary>
internal static class WaveBench
{
    private const int Open = 2_000;
    private const int Shipped = 50_000;
    private const int Lines = 3;
    private const int Skus = 400;
    private const int First = 6_000_000;
    private const string UnitsOfLine = "(1 + n % 3)";
    private static readonly string s_skuOfLine = $"'WAVE-' || (1 + (n::bigint * 7919 + l * 104729) % {Skus})";
    private static readonly string s_openLines = $"from generate_series({First}, {First + Open - 1}) n, generate_series(1, {Lines}) l";
    public const string Site = "wave-bench";
    private static readonly Actor s_manager = new(Guid.CreateVersion7(), "bench", [Role.OpsManager]);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        await LayAsync(ground);
        var (propose, create, release) = (
            ground.Services.GetRequiredService<ProposeWavesHandler>(), ground.Services.GetRequiredService<CreateWaveHandler>(), ground.Services.GetRequiredService<ReleaseWaveHandler>());
        var drafts = await ProposeAsync(propose, Open); // warm
        var took = new List<double>();
        for (var at = 0; at < 5; at++)
        {
            took.Add(await MsOf(async () => drafts = await ProposeAsync(propose, Open)));
        }

        var small = await ProposeAsync(propose, 200);
        var made = (await create.HandleAsync(new(Guid.NewGuid(), s_manager, small[0]), default)).Decided(out var wave, out var refused) ? wave.Event : throw new InvalidOperationException(refused.Message);
        var releaseMs = await MsOf(async () => _ = (await release.HandleAsync(new(Guid.NewGuid(), s_manager, made.Wave), default)).Decided(out _, out var why) ? why : throw new InvalidOperationException(why.Message));
        return
        [
            new($"waves proposed over {Open:N0} open orders of {Lines} lines", took.Order().ElementAt(took.Count / 2), "ms", null, $"drafts of up to {Open:N0} orders, {Shipped:N0} shipped ones beside them", 2_000, IsAtLeast: false),
            new("a wave of 200 orders released", releaseMs, "ms", null, "pick lists made, bins given out, one entry an order, one transaction", 3_000, IsAtLeast: false),
        ];
    }

    private static async Task<IReadOnlyList<Guid>> ProposeAsync(ProposeWavesHandler propose, int ordersMax) =>
        (await propose.HandleAsync(new(Guid.NewGuid(), s_manager, Site, OrdersMax: ordersMax, Pickers: 40), default)).Decided(out var proposed, out var refused)
            ? proposed.Event.Drafts
            : throw new InvalidOperationException(refused.Message);

    private static async Task<double> MsOf(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task LayAsync(BenchGround ground)
    {
        await ground.RunAsync($"""
            insert into warehouse (key, name, time_zone, country, city, regions, is_on, safety, calendar) values ('{Site}', 'Waves', 'UTC', 'US', 'San Francisco', '{"{}"}', true, 0, 1);
            insert into site_calendar (warehouse, version, days, opens, closes, holidays, cutoffs) values ('{Site}', 1, '{"{sun,mon,tue,wed,thu,fri,sat}"}', '00:00', '23:59', '{"{}"}',
                (select jsonb_agg(jsonb_build_object('courier', 'own', 'at', to_char(make_interval(hours => h), 'HH24:MI:SS'), 'processMinutes', 20)) from generate_series(0, 23) h));
            insert into sku (sku, name, category, is_kit, updated_at, weight_grams) select 'WAVE-' || n, 'Goods ' || n, 'c' || n % 12, false, now(), 300 from generate_series(1, {Skus}) n;
            insert into stock (sku, warehouse, on_hand, unsellable, reserved, safety) select 'WAVE-' || n, '{Site}', 100000, 0, {(Open + Shipped) * Lines / Skus + 1}, 0 from generate_series(1, {Skus}) n;
            insert into bin (warehouse, bin, zone, aisle, bay, level, x, y) select '{Site}', 'B-' || n, chr(65 + n % 20 / 5), (n % 20)::text, (n / 20)::text, '1', n % 20 * 3.5, 2 + n / 20 * 1.4 from generate_series(1, {Skus}) n;
            insert into bin_stock (warehouse, bin, sku, units) select '{Site}', 'B-' || n, 'WAVE-' || n, 100000 from generate_series(1, {Skus}) n
            """);
        await ground.RunAsync(OrderRows.Sql(First, Open, "settled", isOpen: true, "'WAVE-' || (1 + n % 400)"));
        await ground.RunAsync(OrderRows.Sql(First + Open, Shipped, "settled", isOpen: false, "'WAVE-' || (1 + n % 400)"));
        await ground.RunAsync($"""
            update sales_order set ship_by = date_trunc('hour', now()) + (1 + number % 6) * interval '1 hour' + interval '20 minutes' where number between {First} and {First + Open - 1};
            insert into fulfilment_group (id, order_id, warehouse, state, why, created_at, stage_since)
            select md5('group ' || n)::uuid, {OrderRows.Id}, '{Site}', case when n < {First + Open} then 'reserved' else 'handedOver' end, '', now(), now()
            from generate_series({First}, {First + Open + Shipped - 1}) n;
            delete from order_line where order_id in (select id from sales_order where number between {First} and {First + Open - 1});
            insert into order_line (order_id, line_no, sku, asked_sku, asked_units, name, ordered, unallocated, cancelled, backordered, reserved, picked, packed, shipped, returned, unit_price_minor, line_total_minor)
            select {OrderRows.Id}, l, {s_skuOfLine}, {s_skuOfLine}, {UnitsOfLine}::text, 'Goods', {UnitsOfLine}, 0, 0, 0, {UnitsOfLine}, 0, 0, 0, 0, 400, 400 * {UnitsOfLine} {s_openLines};
            insert into reservation (id, order_id, line_no, group_id, sku, warehouse, units)
            select gen_random_uuid(), {OrderRows.Id}, l, md5('group ' || n)::uuid, {s_skuOfLine}, '{Site}', {UnitsOfLine} {s_openLines}
            """);
        await ground.RunAsync("vacuum (analyze) sales_order, fulfilment_group, reservation, bin_stock"); // as autovacuum does on the floor
    }
}
