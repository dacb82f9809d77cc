using System.Diagnostics;
using ControlTower.Simulator.Couriers;

namespace ControlTower.Bench;

/// <summary>
/// Two thousand parcels are booked with a courier that books and does not answer, three times in ten, by a tower that is killed in the middle,
/// twice. The courier's own book has each parcel exactly once.
/// </summary>
internal static class BookingsBench
{
    private const int Parcels = 2_000;
    private const int First = 8_000_000;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(20);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        await using var couriers = await CarrierHost.StartAsync();
        couriers.Easypost.Mood.TimeOutsPerHundred = 30;
        couriers.Easypost.Mood.Silence = TimeSpan.FromSeconds(10); // longer than the tower waits
        await PackedRows.LayAsync(ground, First, Parcels);
        await ground.StopTowerAsync(); // it is another process that does it
        await PackedRows.TakeOnAsync(ground, "lossy", couriers.Root, connections: 40, deadlineSeconds: 2);

        var began = Stopwatch.GetTimestamp();
        foreach (var until in new[] { Parcels / 4, Parcels * 2 / 3 })
        {
            using var killed = await ground.StartProcessAsync();
            while (couriers.Easypost.Ledger.Bought().Count < until)
            {
                await Task.Delay(s_look);
            }

            killed.Kill(); // kill -9
            await killed.WaitForExitAsync();
        }

        using var last = await ground.StartProcessAsync();
        await ground.UntilAsync($"select count(*) = {Parcels} from parcel where state = 'labelled'");
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        last.Kill();
        await last.WaitForExitAsync();

        var bought = couriers.Easypost.Ledger.Bought();
        var twice = bought.Count - bought.Select(parcel => parcel.Reference.Split('-')[0]).Distinct().Count();
        var tried = await ground.CountAsync("select count(*) from shipment where attempts > 1");
        var told = await ground.CountAsync("select count(distinct tracking) from parcel where state = 'labelled'");
        const string Killed = "30 % of the answers lost, the tower killed twice";
        return
        [
            new($"of {Parcels:N0} parcels booked more than once", twice + bought.Count(parcel => parcel.Step == CarrierStep.Cancelled), "", null, Killed, 0, IsAtLeast: false),
            new("in the courier's book", bought.Count, "", Parcels, "parcels", 1, IsAtLeast: true),
            new("numbers that the tower knows of them", told, "", Parcels, "parcels", 1, IsAtLeast: true),
            new("bookings that had to be asked for again", tried, "", Parcels, "parcels; where nothing was lost, nothing is proven", 0.2, IsAtLeast: true),
            new("until all were labelled", seconds, "s", null, Killed, 600, IsAtLeast: false),
        ];
    }
}
