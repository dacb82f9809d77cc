using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;

namespace ControlTower.Tests.Journal;

public sealed class JournalNumbersTests(ShopFloor floor) : IClassFixture<ShopFloor>
{
    [Fact]
    public async Task An_entry_names_the_order_that_it_or_its_case_is_about_by_the_number_that_people_say()
    {
        var order = await WaitingAsync();
        var number = $"CT-{await floor.CountAsync($"select number from sales_order where id = '{order.Id}'")}";
        await Eventually.TrueAsync(async () => await floor.CountAsync("select count(*) from journal_unstamped") == 0);
        var entries = (await (await floor.Tower.AsAsync(Role.OpsManager)).GetFromJsonAsync<JsonElement>("/api/v1/journal")).GetProperty("items").EnumerateArray().ToList();

        Assert.All(["OrderReceived", "CaseOpened"], kind => Assert.Contains(number, entries.Where(entry => Text(entry, "kind") == kind).Select(entry => Text(entry, "number"))));
        Assert.All(entries.Where(entry => Text(entry, "subject")!.StartsWith("warehouse:", StringComparison.Ordinal)), entry => Assert.Null(Text(entry, "number")));
    }

    private async Task<OrderNow> WaitingAsync()
    {
        var order = new WooOrder(91_001) { Phone = "12" };
        await floor.SendAsync(order, "order.created");
        return await floor.ComesToAsync(order.ExternalId, now => now.Cases.Length > 0);
    }

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();
}
