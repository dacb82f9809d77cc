using ControlTower.Simulator.Couriers;
using ControlTower.Tests.Api;
using ControlTower.Tests.Faults;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Shipping;

/// <summary>
/// The courier books and does not answer, three times in ten, and the tower is killed in the middle, twice: whatever it remembers, the courier's own
/// book has each parcel exactly once.
/// </summary>
public sealed class BookingsKilledTests
{
    private const int Parcels = 300;

    [Fact]
    public async Task Of_300_bookings_with_lost_answers_and_two_kills_each_parcel_stands_once_in_the_couriers_book()
    {
        await using var couriers = await CarrierServer.StartAsync();
        couriers.Easypost.Mood.TimeOutsPerHundred = 30;
        couriers.Easypost.Mood.Silence = TimeSpan.FromSeconds(10); // longer than the tower waits
        await using var database = await TowerDatabase.CloneAsync();
        await PackAsync(database, Parcels);
        await database.AdminAsync($$"""
            insert into courier (key, kind, country, base_url, poll_seconds, services, config, is_on, is_fixed)
            values ('easypost', 'easypost', '', '{{couriers.Root}}', 600, '[]', '{"connectionsMax": 40, "deadlineSeconds": 2}', true, false)
            """);

        var tower = await TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString);
        try
        {
            foreach (var until in new[] { Parcels / 4, Parcels * 2 / 3 })
            {
                await Eventually.TrueAsync(() => Task.FromResult(couriers.Easypost.Ledger.Bought().Count >= until), TimeSpan.FromSeconds(60));
                tower = await tower.KillAndStartAgainAsync(database.AppConnectionString, database.OwnerConnectionString);
            }

            await Eventually.TrueAsync(async () => (long)(await database.AdminAsync("select count(*) from parcel where state = 'labelled'"))! == Parcels, TimeSpan.FromSeconds(90));
        }
        finally
        {
            await tower.DisposeAsync();
        }

        var bought = couriers.Easypost.Ledger.Bought();
        Assert.Equal(Parcels, bought.Count);
        Assert.Equal(Parcels, bought.Select(parcel => parcel.Reference.Split('-')[0]).Distinct().Count());
        Assert.DoesNotContain(bought, parcel => parcel.Step == CarrierStep.Cancelled);
        Assert.Equal(
            bought.Select(parcel => parcel.Tracking!).Order(StringComparer.Ordinal),
            ((string)(await database.AdminAsync("select string_agg(tracking, ',') from parcel"))!).Split(',').Order(StringComparer.Ordinal));
        Assert.Equal(0L, await database.AdminAsync("select count(*) from inv_i10_one_live_label"));
        Assert.True((long)(await database.AdminAsync("select count(*) from shipment where attempts > 1"))! > Parcels / 5, "Nothing was lost, so nothing was proven.");
    }

    /// <summary>Packed by a tower that then goes: it has no courier, so nothing is booked yet.</summary>
    private static async Task PackAsync(TowerDatabase database, int parcels)
    {
        await using var orders = new OrderTower { On = database };
        await orders.InitializeAsync();
        var first = await orders.SettledAsync(orders.Order(method: "prepaid", paid: true));
        for (var at = 1; at < parcels; at++)
        {
            Assert.Equal(201, (await orders.PlaceAsync(orders.Order(method: "prepaid", paid: true, units: 1))).Status);
        }

        await Eventually.TrueAsync(async () => (long)(await database.AdminAsync("select count(*) from fulfilment_group where state = 'reserved'"))! == parcels, TimeSpan.FromSeconds(60));
        var ids = ((string)(await database.AdminAsync("select string_agg(id::text, ',') from sales_order"))!).Split(',');
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, _) => await PackedOrders.PackAsync(orders.Host.Services, Guid.Parse(id)));
        Assert.NotEmpty(first);
    }
}
