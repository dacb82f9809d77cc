using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Shipping;
using ControlTower.Simulator.Couriers;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Bench;

/// <summary>A thousand labels of a courier that takes 100 ms for every answer, over 20 connections: the courier is what one waits for.</summary>
internal static class LabelRateBench
{
    private const int Labels = 1_000;
    private const int Connections = 20;
    private const int First = 7_000_000;
    private const string Courier = "slow";
    private static readonly TimeSpan s_takes = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        await using var couriers = await CarrierHost.StartAsync();
        couriers.Easypost.Mood.Takes = s_takes;
        var floor = await FloorAsync(couriers.Root);
        var before = couriers.Easypost.Ledger.Bought().Count;

        await PackedRows.LayAsync(ground, First, Labels);
        await PackedRows.TakeOnAsync(ground, Courier, couriers.Root, Connections, deadlineSeconds: 10);
        await ground.Services.GetRequiredService<CourierBook>().LoadAsync(default);
        while (couriers.Easypost.Ledger.Bought().Count == before)
        {
            await Task.Delay(5);
        }

        var began = Stopwatch.GetTimestamp();
        await ground.UntilAsync($"select count(*) = {Labels} from shipment_label l join shipment s on s.id = l.shipment_id join parcel p on p.id = s.parcel_id and p.state = 'labelled' where s.courier = '{Courier}'");
        var rate = Labels / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await ground.RunAsync($"update courier set is_on = false where key = '{Courier}'");
        await ground.Services.GetRequiredService<CourierBook>().LoadAsync(default);
        return [new($"labels booked and fetched, {Connections} connections, {s_takes.TotalMilliseconds} ms an answer", rate, "/s", floor, "the same calls by a bare client: ship, buy, fetch the label", 0.8, IsAtLeast: true)];
    }

    /// <summary>What the courier gives to somebody who does nothing else.</summary>
    private static async Task<double> FloorAsync(Uri root)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { BaseAddress = root };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", "a2V5Og==");
        return await BenchGround.RateAsync(Connections, TimeSpan.FromSeconds(5), async at =>
        {
            var made = await PostAsync(http, "/v2/shipments", new
            {
                shipment = new { reference = $"floor-{at}", to_address = new { street1 = "1 Market Street", city = "San Francisco", country = "US" }, parcel = new { weight = 14 } },
            });
            var id = made.GetProperty("id").GetString();
            var bought = await PostAsync(http, $"/v2/shipments/{id}/buy", new { rate = new { id = made.GetProperty("rates")[0].GetProperty("id").GetString() } });
            await http.GetByteArrayAsync(new Uri(bought.GetProperty("postage_label").GetProperty("label_pdf_url").GetString() ?? bought.GetProperty("postage_label").GetProperty("label_url").GetString()!));
        });
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
