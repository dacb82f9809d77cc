using System.Text.Json;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Journeys;

/// <summary>The people of the house at their doors: each sends what their screen, handheld or scale would send, with a key of their own, and nothing else.</summary>
internal sealed class FloorHands
{
    private readonly Dictionary<string, HttpClient> _people = [];

    private FloorHands()
    {
    }

    public HttpClient Manager => _people["opsManager"];

    /// <summary>A second manager: nobody approves what they asked for themselves.</summary>
    public HttpClient OtherManager => _people["opsManager 2"];

    public HttpClient Shipping => _people["shippingCoordinator"];

    public static async Task<FloorHands> HireAsync(TowerHost tower)
    {
        var (hands, admin) = (new FloorHands(), tower.Bootstrap());
        foreach (var name in (string[])["opsManager", "opsManager 2", "customerSupport", "picker", "packerQc", "shippingCoordinator"])
        {
            var made = Done(await OrderTower.PostAsync(admin, "access/keys", new { name, role = name.Split(' ')[0] }));
            hands._people[name] = tower.Client(made.Text("key"));
        }

        hands._people["administrator"] = admin;
        return hands;
    }

    /// <summary>A warehouse that is always open.</summary>
    public async Task OpenHouseAsync(string key, string city) => await ActAsync("administrator", "warehouses", new
    {
        key, name = city, timeZone = "Africa/Cairo", country = "EG", city, regions = (string[])[city],
        calendar = new { days = "sun mon tue wed thu fri sat".Split(' '), opens = "00:00", closes = "23:59" }, cutoffs = Array.Empty<object>(),
    });

    public async Task ReceiveAsync(string warehouse, string sku, int units, string bin = "A-01-1")
    {
        await ActAsync("administrator", "stock/skus", new { sku, name = $"Goods {sku}", category = "kitchen", weightGrams = 250, dimensionsMm = (int[])[90, 90, 90] });
        await ActAsync("administrator", "stock/receive", new { warehouse, bin, lines = new[] { new { sku, units } }, reference = "PO" });
    }

    /// <summary>Waves are proposed; the one with this order becomes one, and goes to the floor.</summary>
    /// <returns>The lists that it was cut into.</returns>
    public async Task<string[]> ReleaseAsync(string warehouse, string number)
    {
        var proposed = await ActAsync("opsManager", "waves/propose", new { warehouse });
        var draft = proposed.Body.GetProperty("drafts").EnumerateArray().First(one => one.GetProperty("orders").EnumerateArray().Any(order => order.GetString() == number));
        var wave = await ActAsync("opsManager", "waves", new { draft = draft.GetProperty("id").GetString() });
        var released = await ActAsync("opsManager", $"waves/{wave.Text("id")}/release", new { });
        return [.. released.Body.GetProperty("lists").EnumerateArray().Select(list => list.GetProperty("id").GetString()!)];
    }

    /// <summary>Walks a list: the bin, the items, the tote, as the handheld asks for them.</summary>
    /// <param name="tote">What is taken where a new one is asked for.</param>
    /// <param name="missing">Goods that are not on their shelf; their line is cancelled.</param>
    public async Task PickAsync(string warehouse, string list, string tote, string? missing = null)
    {
        var next = (await ActAsync("picker", "picking/claim", new { warehouse, list })).Body.GetProperty("next");
        while (Word(next, "kind") is not "done")
        {
            var isMissing = Word(next, "kind") == "item" && Word(next, "sku") == missing;
            var told = isMissing
                ? await ActAsync("picker", $"picking/{list}/short", new { reason = "notFound", decision = "cancel" })
                : await ActAsync("picker", $"picking/{list}/scan", new { scan = ScanOf(next, tote), scanId = Guid.NewGuid() });
            Assert.True(isMissing || told.Text("outcome") == "accepted", told.ToString());
            next = told.Body.GetProperty("next");
        }
    }

    /// <summary>Goods for nobody go back: item by item, then their bin.</summary>
    public async Task PutBackAsync(string list, string sku)
    {
        var next = (await ActAsync("picker", $"picking/{list}/put-back", new { scan = sku })).Body.GetProperty("next");
        while (Word(next, "kind") is not "done")
        {
            var told = await ActAsync("picker", $"picking/{list}/put-back", new { scan = ScanOf(next, "") });
            Assert.True(told.Text("outcome") == "accepted", told.ToString());
            next = told.Body.GetProperty("next");
        }
    }

    /// <summary>A tote is opened at the bench, every unit scanned again, the box weighed and sealed.</summary>
    /// <returns>The number on the box.</returns>
    public async Task<string> PackAsync(string tote)
    {
        var opened = await ActAsync("packerQc", "packing/open", new { scan = $"TOTE-{tote}" });
        var (parcel, left) = (opened.Text("parcel"), opened.Body.GetProperty("remaining"));
        while (left.GetArrayLength() > 0)
        {
            var scanned = await ActAsync("packerQc", $"packing/{parcel}/scan", new { scan = Word(left[0], "sku"), scanId = Guid.NewGuid() });
            Assert.True(scanned.Text("outcome") == "accepted", scanned.ToString());
            left = scanned.Body.GetProperty("remaining");
        }

        var expected = Done(await OrderTower.GetAsync(Manager, $"packing/{parcel}")).Body.GetProperty("expectedGrams").GetInt32();
        Assert.Equal("ok", (await ActAsync("packerQc", $"packing/{parcel}/weigh", new { grams = expected + 3 })).Text("judgement"));
        Assert.Equal("sealed", (await ActAsync("packerQc", $"packing/{parcel}/seal", new { })).Text("state"));
        return parcel;
    }

    /// <summary>The truck is here: its list is opened, each parcel of it scanned, and it leaves.</summary>
    public async Task HandOverAsync(string courier, string warehouse, params string[] parcels)
    {
        var opened = await ActAsync("shippingCoordinator", "shipping/manifests", new { courier, warehouse });
        Assert.Equal(parcels.Order(), opened.Body.GetProperty("missing").EnumerateArray().Select(one => one.GetString()!).Order());
        foreach (var parcel in parcels)
        {
            Assert.Equal("accepted", (await ActAsync("shippingCoordinator", $"shipping/manifests/{opened.Text("id")}/scan", new { scan = parcel })).Text("outcome"));
        }

        Assert.Equal("closed", (await ActAsync("shippingCoordinator", $"shipping/manifests/{opened.Text("id")}/close", new { })).Text("state"));
    }

    /// <summary>Somebody of this role acts, and it is done.</summary>
    public async Task<Answer> ActAsync(string who, string path, object body) => Done(await OrderTower.PostAsync(_people[who], path, body));

    public static Answer Done(Answer answer)
    {
        Assert.True(answer.Status is 200 or 201, answer.ToString());
        return answer;
    }

    private static string ScanOf(JsonElement next, string tote) => Word(next, "kind") switch
    {
        "bin" => $"LOC-{Word(next, "bin")}",
        "item" => Word(next, "sku")!,
        "tote" => $"TOTE-{Word(next, "tote") ?? tote}",
        var kind => throw new InvalidOperationException($"Nobody knows what to scan at {kind}: {next}"),
    };

    private static string? Word(JsonElement row, string name) => row.TryGetProperty(name, out var word) ? word.GetString() : null;
}
