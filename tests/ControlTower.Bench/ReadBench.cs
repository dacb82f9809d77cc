using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ControlTower.Intake;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>What a person asks while a customer waits on the phone, with a year of orders in the tables.</summary>
internal static class ReadBench
{
    private const int First = 4_000_000;
    private const int Tries = 200;
    private const string FloorSql = "select id from sales_order where number = $1, one round trip";

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        for (var at = 0; at < orders; at += 50_000)
        {
            await ground.RunAsync(OrderRows.Sql(First + at, Math.Min(50_000, orders - at), "settled", isOpen: false, "'SKU-' || (1 + n % 10000)"));
        }

        await ground.RunAsync("vacuum (analyze) sales_order, order_contact, order_line, journal"); // as autovacuum does on the floor; a GIN index is slow until then
        var (search, timeline) = (ground.Services.GetRequiredService<OrderSearch>(), ground.Services.GetRequiredService<Timeline>());
        var floorMs = await MedianAsync(n => FloorAsync(ground, n));
        return
        [
            Of("search by a whole phone", await MedianAsync(n => FindAsync(string.Create(CultureInfo.InvariantCulture, $"+1 415 {n}")))),
            Of("search by the last digits of a phone", await MedianAsync(n => FindAsync(string.Create(CultureInfo.InvariantCulture, $"{n % 10_000:0000}")))),
            Of("timeline of an order", await MedianAsync(n => timeline.ReadAsync($"order:{IdOf(n)}", after: 0, take: 50, isPersonal: true, default))),
        ];

        Figure Of(string name, double ms) => new($"{name}, {orders:N0} orders, median", ms, "ms", floorMs, FloorSql, 5, IsAtLeast: false);

        async Task<double> MedianAsync(Func<int, Task> work)
        {
            await BenchGround.MedianMsAsync(20, at => work(Place(at))); // warm
            return await BenchGround.MedianMsAsync(Tries, at => work(Place(at + 20)));
        }

        // A figure of a search that finds by something else, or nothing, would be of no use.
        async Task FindAsync(string digits)
        {
            var hits = await search.FindAsync(digits, Actor.Tower, default);
            if (!hits.Any(hit => hit.Matched == "phone"))
            {
                throw new InvalidOperationException($"{digits} was not found by its phone: {hits.Count} hits.");
            }
        }

        int Place(int at) => First + (int)(at * 7_919L % orders);
    }

    /// <summary>As <see cref="OrderRows.Id"/> makes it.</summary>
#pragma warning disable CA5351 // A name, not a secret.
    private static Guid IdOf(int number) =>
        Guid.ParseExact(Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"order {number}")))), "N");
#pragma warning restore CA5351

    private static async Task FloorAsync(BenchGround ground, int number)
    {
        await using var find = ground.Database.CreateCommand("select id from sales_order where number = $1");
        find.Parameters.Add(new() { Value = (long)number });
        await find.ExecuteScalarAsync();
    }
}
