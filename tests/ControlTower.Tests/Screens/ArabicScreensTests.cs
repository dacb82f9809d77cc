using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Screens;

/// <summary>Every screen as the tower sends it to somebody who reads Arabic, with orders, cases and stock whose own words are Arabic, too.</summary>
public sealed partial class ArabicScreensTests(OrderTower tower) : IClassFixture<OrderTower>
{
    /// <summary>What may be Latin: codes, what is set apart for its direction, times, keys; and what nobody reads.</summary>
    private const string MayBeLatin = "code, .ct-code, bdi, [dir=ltr], time, kbd, script, style, svg";

    private static readonly string[] s_spoken = ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"];

    /// <summary>Samples for builders and people who try a scanner; no floor but the demo's has them.</summary>
    private static readonly string[] s_onTheDemoAlone = ["/parts", "/demo"];

    /// <summary>Addresses beside the bare route that show more of a screen.</summary>
    private static readonly string[] s_more =
    [
        "/inbox?view=all", "/inbox?view=held", "/inbox?view=cod", "/inbox?view=high", "/exceptions?view=mine", "/exceptions?view=snoozed", "/stock?sku=TEA-250", "/aging?since=lastMove",
        "/aging?stage=check&age=0-4", "/support?q=010", "/audit?who=tower", "/overview?view=approvals",
    ];

    private static readonly string[] s_ofTheFloor = ["{Id", "{Parcel", "{List", "{token"];

    [Fact]
    public async Task No_screen_has_Latin_letters_outside_codes_names_and_what_is_set_apart()
    {
        var (numbers, cases) = await LayAsync();
        var visitor = (await tower.Host.SignedInAsync([Role.OpsManager, Role.Administrator, Role.OrderOps])).InArabic();
        var routes = TowerDoors.Of(tower.Host).Where(door => door is { IsScreen: true, Method: "GET" } && !s_onTheDemoAlone.Any(start => door.Path.StartsWith(start, StringComparison.Ordinal)))
            .Select(door => door.Path);
        var addresses = routes.SelectMany(route => Filled(route, numbers)).Concat(s_more).Concat(cases.Select(one => $"/exceptions?case={one}")).Distinct().ToList();
        Assert.True(addresses.Count > 30, $"Only {addresses.Count} addresses were looked at.");

        var (found, seen) = (new List<string>(), 0);
        foreach (var address in addresses)
        {
            using var answer = await visitor.GetAsync(new Uri(address, UriKind.Relative));
            Assert.True(answer.IsSuccessStatusCode || address == "/not-found", $"{address}: {answer.StatusCode} {answer.Headers.Location}");
            using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
            Assert.Equal(("ar", "rtl"), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir")));
            seen += Arabic().Count(page.Body!.TextContent);
            found.AddRange(LatinOf(page).Where(text => !found.Exists(known => known.EndsWith(text, StringComparison.Ordinal))).Select(text => $"{address}: {text}"));
        }

        Assert.True(seen > 5_000, $"Only {seen} Arabic words were seen.");
        Assert.Empty(found);
    }

    private static IEnumerable<string> LatinOf(IDocument page)
    {
        foreach (var text in page.Descendants<IText>())
        {
            if (text.ParentElement is { } around && around.Closest(MayBeLatin) is null && IsLatin(text.Data))
            {
                yield return $"<{around.LocalName} class=\"{around.ClassName}\"> {text.Data.Trim()}";
            }
        }

        foreach (var element in page.All.Where(element => element.Closest("[dir=ltr], script, style") is null))
        {
            foreach (var name in s_spoken)
            {
                if (element.GetAttribute(name) is { } said && IsLatin(said))
                {
                    yield return $"<{element.LocalName} class=\"{element.ClassName}\" {name}> {said}";
                }
            }
        }
    }

    private static bool IsLatin(string text) => Latin().IsMatch(Code().Replace(Isolated().Replace(text, ""), ""));

    /// <summary>Orders in every state that can be reached from outside, by customers who write Arabic.</summary>
    private async Task<(IReadOnlyList<string> Numbers, IReadOnlyList<string> Cases)> LayAsync()
    {
        await OrderTower.PostAsync(tower.Host.Bootstrap(), "stock/skus", new { sku = "TEA-250", name = "شاي", category = "مطبخ", price = OrderTower.Egp(120) });
        foreach (var (key, name) in new[] { ("cairo", "القاهرة"), ("alex", "الإسكندرية") })
        {
            Assert.Equal(200, (await OrderTower.PostAsync(tower.Host.Bootstrap(), "warehouses", new
            {
                key, name, timeZone = "Africa/Cairo", country = "EG", city = name, regions = new[] { name },
                calendar = new { days = "sun mon tue wed thu fri sat".Split(' '), opens = "00:00", closes = "23:59" }, cutoffs = Array.Empty<object>(),
            })).Status);
        }

        List<string> numbers =
        [
            await PlacedAsync(tower.Order()), await PlacedAsync(tower.Order(phone: "0100")), await PlacedAsync(tower.Order(sku: "NOT-KNOWN")), await PlacedAsync(tower.Order(store: "chat")),
            await PlacedAsync(tower.Order(units: 5_000)), await PlacedAsync(tower.Order(units: 100)), await PlacedAsync(tower.Order(method: "prepaid")), await PlacedAsync(tower.Order(), line1: "شارع"),
        ];
        await OrderTower.PostAsync(tower.Ops, $"orders/{numbers[0]}/note", new { text = "اتصلت مرتين" });
        await OrderTower.PostAsync(tower.Ops, $"orders/{numbers[0]}/hold", new { type = "operator", why = "طلب العميل" });
        await OrderTower.PostAsync(tower.Ops, $"orders/{numbers[5]}/cancel", new { why = "طلب العميل" });
        var list = await OrderTower.GetAsync(tower.Ops, "exceptions");
        return (numbers, [.. list.Body.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)]);
    }

    private async Task<string> PlacedAsync(Dictionary<string, object?> order, string line1 = "١٢ شارع التحرير، شقة 4")
    {
        var phone = order["customer"]!.GetType().GetProperty("phone")!.GetValue(order["customer"]);
        var (sku, units) = (Line("sku"), Line("units"));
        order["customer"] = new { name = "منى س.", phone };
        order["shipTo"] = new { name = "منى س.", phone, line1, city = "القاهرة", region = "القاهرة", country = "EG" };
        order["lines"] = new[] { new { sku, name = "شاي", units, unitPrice = OrderTower.Egp(120) } };
        return await tower.SettledAsync(order);

        object? Line(string name) => ((Array)order["lines"]!).GetValue(0)!.GetType().GetProperty(name)!.GetValue(((Array)order["lines"]!).GetValue(0));
    }

    private IEnumerable<string> Filled(string route, IReadOnlyList<string> numbers) =>
        route.Contains("{Number}", StringComparison.Ordinal) ? numbers.Select(number => route.Replace("{Number}", number, StringComparison.Ordinal))
        : route.Contains("{Slug}", StringComparison.Ordinal) ? [route.Replace("{Slug}", "order-validation", StringComparison.Ordinal)]
        : route.Contains("{Warehouse}", StringComparison.Ordinal) ? [route.Replace("{Warehouse}", "cairo", StringComparison.Ordinal)]
        : s_ofTheFloor.Any(part => route.Contains(part, StringComparison.Ordinal)) ? [] // lists, parcels and trucks' papers: there are none here
        : route.Contains("{Board}", StringComparison.Ordinal) ? []
        : route.Contains("{Token}", StringComparison.Ordinal) ? [SetupLink().Match(tower.Host.Said).Value]
        : [route];

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\p{IsArabic}+")]
    private static partial Regex Arabic();

    /// <summary>What is set apart for its direction by signs within a text, as an element would.</summary>
    [GeneratedRegex("[\u2066-\u2068][^\u2069]*\u2069")]
    private static partial Regex Isolated();

    /// <summary>Numbers of orders, SKUs, keys of stores, the sign of the other language; and the name of a machine's key.</summary>
    [GeneratedRegex(@"CT-\d+|R-\d+-[0-9a-f]{32}|TEA-250|CUP-1|NOT-KNOWN|pos-cairo|\bchat\b|\bEN\b|\w+ of the tests")]
    private static partial Regex Code();

    [GeneratedRegex("/setup/[A-Za-z0-9_-]+")]
    private static partial Regex SetupLink();
}
