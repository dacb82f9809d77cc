using System.Diagnostics;
using ControlTower.Data;
using ControlTower.Intake;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>A SKU that everybody wants must not be slower than ten thousand that nobody fights for.</summary>
internal static class ReserveBench
{
    private const int Orders = 2_000;
    private const int Skus = 10_000;
    private const string Settled = "select not exists (select from sales_order where next_step <> 'settled')";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        await ground.UntilAsync(Settled); // nothing else is on the conveyor
        await ground.RunAsync($"""
            insert into warehouse (key, name, time_zone, country, city, regions, is_on, safety, calendar) values ('bench', 'Bench', 'UTC', 'US', 'San Francisco', '{"{}"}', true, 0, 1);
            insert into site_calendar (warehouse, version, days, opens, closes, holidays, cutoffs) values ('bench', 1, '{"{sun,mon,tue,wed,thu,fri,sat}"}', '00:00', '23:59', '{"{}"}', '[]');
            insert into sku (sku, name, category, is_kit, updated_at) select 'SKU-' || n, 'Goods ' || n, '', false, now() from generate_series(1, {Skus}) n;
            insert into stock (sku, warehouse, on_hand, unsellable, reserved, safety) select 'SKU-' || n, 'bench', 100000, 0, 0, 0 from generate_series(1, {Skus}) n
            """);
        await RateAsync(ground, 1_000_000, "'SKU-' || (1 + n % 50)"); // warm
        var cold = await RateAsync(ground, 2_000_000, $"'SKU-' || (1 + n % {Skus})");
        var hot = await RateAsync(ground, 3_000_000, "'SKU-1'");
        return [new("orders promised a second, all of one SKU", hot, "/s", cold, $"the same with {Skus} SKUs, one line an order, by the same conveyor", 0.5, IsAtLeast: true)];
    }

    private static async Task<double> RateAsync(BenchGround ground, int first, string sku)
    {
        await ground.RunAsync(OrderRows.Sql(first, Orders, nextStep: "reserve", isOpen: true, sku));
        var began = Stopwatch.GetTimestamp();
        ground.Services.GetRequiredService<MessageBell>().Ring(); // the conveyor carries them through ReserveOrders
        await ground.UntilAsync(Settled);
        return Orders / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
