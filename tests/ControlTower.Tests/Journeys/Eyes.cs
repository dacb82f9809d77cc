using System.Text.Json;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Journeys;

/// <summary>An order at one moment, as the tower's doors and the books of those outside tell it.</summary>
/// <param name="Stands">Where: its headline, then the stage in which the flow counts it (<c>-</c>: none).</param>
/// <param name="Boards">All boards that show it.</param>
/// <param name="Groups">State of each; then of each parcel.</param>
/// <param name="Stock">On hand / reserved / available, over all warehouses.</param>
/// <param name="Told">What the customer was told.</param>
/// <param name="Courier">What the courier's own book says of its parcels.</param>
internal sealed record Seen(string Stands, string Boards, string Groups, string Stock, string Told, string Courier);

/// <summary>Looks at everything that shows an order, through doors that anybody with a key may use.</summary>
internal sealed class Eyes(FloorHands hands, HttpClient books)
{
    private static readonly string[] s_boards = ["inbox", "packing", "dispatch", "delivery", "returns"];

    private readonly Dictionary<string, int> _read = [];

    /// <summary>The order comes to look like this by itself; and since the last look its journal tells these kinds, among others.</summary>
    public async Task SeeAsync(string number, string sku, Seen wanted, params string[] journal)
    {
        Seen? last = null;
        List<string> told = [];
        try
        {
            await Eventually.TrueAsync(async () =>
                (last = await LookAsync(number, sku)) == wanted && IsWithin(journal, told = await NewsAsync(number)));
        }
        catch (Xunit.Sdk.FailException)
        {
            Assert.Equal(wanted, last);
            Assert.Fail($"The journal of {number} tells {string.Join(' ', told)}, and not {string.Join(' ', journal)}.");
        }

        _read[number] = _read.GetValueOrDefault(number) + told.Count;
        await ProvidersAgreeAsync(number);
    }

    /// <summary>A board's counter comes to this by itself.</summary>
    public Task CountsAsync(string board, string counter, int wanted) =>
        Eventually.TrueAsync(async () => (await GetAsync($"boards/{board}")).GetProperty("counters").GetProperty(counter).GetInt32() == wanted);

    /// <returns>The tower's number of an order of the shop.</returns>
    public async Task<string> NumberAsync(long externalId)
    {
        string? number = null;
        await Eventually.TrueAsync(async () => (number = (await GetAsync($"orders?q={externalId}")).GetProperty("items").EnumerateArray()
            .Where(row => row.GetProperty("externalId").GetString() == $"{externalId}").Select(row => row.GetProperty("number").GetString()).FirstOrDefault()) is not null);
        return number!;
    }

    public Task<JsonElement> OrderAsync(string number) => GetAsync($"orders/{number}");

    /// <returns>The tracking numbers of all its labels, by parcel.</returns>
    public async Task<Dictionary<string, string>> TrackingsAsync(string number)
    {
        Dictionary<string, string>? found = null;
        await Eventually.TrueAsync(async () =>
        {
            var parcels = (await OrderAsync(number)).GetProperty("parcels").EnumerateArray().ToList();
            found = parcels.TrueForAll(parcel => parcel.GetProperty("tracking").ValueKind == JsonValueKind.String)
                ? parcels.ToDictionary(parcel => parcel.GetProperty("sscc").GetString()!, parcel => parcel.GetProperty("tracking").GetString()!)
                : null;
            return found is { Count: > 0 };
        });
        return found!;
    }

    /// <summary>Kinds of everything that the journal tells of the order.</summary>
    public async Task<List<string>> JournalAsync(string number) =>
        [.. (await GetAsync($"orders/{number}/timeline?take=200")).GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()!)];

    public async Task<string> StockAsync(string sku)
    {
        var shelves = (await GetAsync($"stock/{sku}")).GetProperty("warehouses").EnumerateArray().ToList();
        int Sum(string figure) => shelves.Sum(shelf => shelf.GetProperty(figure).GetInt32());
        return $"{Sum("onHand")}/{Sum("reserved")}/{Sum("available")}";
    }

    /// <summary>What the courier has in its book of an order, in the order in which it was bought.</summary>
    public async Task<List<JsonElement>> AtCourierAsync(string number) =>
        [.. (await OutsideWorld.ReadAsync(books, $"/couriers/{OutsideWorld.Courier}/ledger")).EnumerateArray().Where(parcel => parcel.GetProperty("number").GetString() == number)];

    public async Task<JsonElement> GetAsync(string path) => FloorHands.Done(await OrderTower.GetAsync(hands.Manager, path)).Body;

    /// <returns>Rows of one board about this order.</returns>
    public async Task<List<JsonElement>> RowsAsync(string board, string number) => [.. (await GetAsync($"boards/{board}?number={number}")).GetProperty("rows").EnumerateArray()];

    private async Task<Seen> LookAsync(string number, string sku)
    {
        var order = await OrderAsync(number);
        var flow = (await RowsAsync("flow", number)).Where(row => row.GetProperty("count").GetInt32() > 0).Select(row => row.GetProperty("stage").GetString());
        var boards = new List<string>();
        foreach (var board in s_boards)
        {
            if ((await RowsAsync(board, number)).Count > 0)
            {
                boards.Add(board);
            }
        }

        return new(
            $"{order.GetProperty("headline").GetString()} {string.Join(',', flow.DefaultIfEmpty("-"))}", string.Join(' ', boards),
            $"{States(order, "groups")} {States(order, "parcels")}".Trim(), await StockAsync(sku), string.Join(' ', Told(order).Select(told => told.Event).Distinct()),
            string.Join(' ', (await AtCourierAsync(number)).Select(parcel => parcel.GetProperty("step").GetString())));
    }

    /// <summary>Each message that the order shows as sent stands once in its provider's book.</summary>
    private async Task ProvidersAgreeAsync(string number)
    {
        var order = await OrderAsync(number);
        var (mail, phone) = (order.GetProperty("customer").GetProperty("email").GetString()!, order.GetProperty("customer").GetProperty("phone").GetString()!);
        var carried = (await OutsideWorld.ReadAsync(books, "/ledger/messages")).GetProperty("messages").EnumerateArray().Select(one => one.GetProperty("to").GetString()!).ToList();
        Assert.Equal(Told(order).Count(told => told.Channel == "email"), carried.Count(to => to.Equals(mail, StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(Told(order).Count(told => told.Channel == "sms"), carried.Count(to => phone.EndsWith(to[^9..], StringComparison.Ordinal)));
    }

    private async Task<List<string>> NewsAsync(string number) => [.. (await JournalAsync(number)).Skip(_read.GetValueOrDefault(number))];

    private static List<(string Event, string Channel)> Told(JsonElement order) =>
    [
        .. order.GetProperty("messages").EnumerateArray().Where(told => told.GetProperty("state").GetString() is "sent" or "delivered")
            .Select(told => (told.GetProperty("event").GetString()!, told.GetProperty("channel").GetString()!)).Order(),
    ];

    private static string States(JsonElement order, string of) => string.Join(' ', order.GetProperty(of).EnumerateArray().Select(one => one.GetProperty("state").GetString()).Order());

    private static bool IsWithin(string[] wanted, List<string> told) => wanted.GroupBy(kind => kind).All(kind => told.Count(one => one == kind.Key) >= kind.Count());
}
