using System.Text.Json;
using ControlTower.Playbook.Access;

namespace ControlTower.Tests.Api;

/// <summary>Lists, search and scope over HTTP.</summary>
public sealed class OrderReadingTests(OrderTower tower) : IClassFixture<OrderTower>
{
    [Fact]
    public async Task An_order_is_found_by_whatever_the_customer_says_and_an_exact_number_comes_first()
    {
        var id = $"#Z-{Guid.NewGuid():N}"[..16];
        var order = tower.Order(id, phone: "01277788899", name: "أحمد الطيّب");
        order["customer"] = new { name = "أحمد الطيّب", phone = "01277788899", email = "Ahmed.Tayeb@Example.org" };
        var number = await tower.SettledAsync(order);
        var plain = number.Split('-')[1];

        foreach (var (asked, matched) in new[]
        {
            (number, "number"), (number.ToLowerInvariant(), "number"), (plain, "number"), ($"ORD-{number}", "number"), (id, "externalNumber"), (id[1..], "externalNumber"),
            ("01277788899", "phone"), ("+20 127 778-8899", "phone"), ("0020127778 8899", "phone"), ("8899", "phone"), ("٨٨٩٩", "phone"),
            ("ahmed.tayeb@example.org", "email"), ("ahmed.tayeb", "name"), ("احمد الطيب", "name"), ("إحمد", "name"), ("الطيب", "name"),
        })
        {
            var hits = await SearchAsync(asked);
            var hit = hits.FirstOrDefault(one => one.GetProperty("number").GetString() == number);
            if (asked == "ahmed.tayeb")
            {
                Assert.Equal(JsonValueKind.Undefined, hit.ValueKind); // without its sign it is no e-mail, and nobody's name
                continue;
            }

            Assert.True(hit.ValueKind != JsonValueKind.Undefined && hit.GetProperty("matched").GetString() == matched, $"{asked}: {string.Join(' ', hits)}");
        }

        Assert.Equal(number, (await SearchAsync(plain))[0].GetProperty("number").GetString());
        Assert.Equal(("sku", "TEA-250"), (await SearchAsync("tea-250"))[0] is var sku ? (sku.GetProperty("kind").GetString(), sku.GetProperty("number").GetString()) : default);
        Assert.Equal("barcode", (await SearchAsync("6291041500213"))[^1].GetProperty("matched").GetString());
        Assert.Empty(await SearchAsync("%%%"));
        Assert.Empty(await SearchAsync("' or 1=1 --"));
    }

    [Fact]
    public async Task Who_works_with_goods_sees_no_customer_and_finds_none_by_phone()
    {
        var number = await tower.SettledAsync(tower.Order(phone: "01550006677", name: "Salma K."));
        var picker = await tower.Host.AsAsync(Role.Picker);

        var order = await tower.OrderAsync(number, picker);

        Assert.Equal(JsonValueKind.Null, order.Body.GetProperty("customer").ValueKind);
        Assert.Equal("Cairo", order.Body.GetProperty("shipTo").GetProperty("city").GetString());
        Assert.DoesNotContain("01550006677", order.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("Salma", order.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("Tahrir", order.Raw, StringComparison.Ordinal);
        Assert.Empty((await OrderTower.GetAsync(picker, "search?q=01550006677")).Body.EnumerateArray());
        Assert.DoesNotContain("Salma", (await OrderTower.GetAsync(picker, $"search?q={number}")).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_one_site_sees_the_orders_of_its_site_and_those_that_have_none_yet()
    {
        var (alex, cairo) = (await tower.Host.AsAsync(Role.OrderOps, "alex"), await tower.Host.AsAsync(Role.OrderOps, "cairo"));
        var promised = await tower.SettledAsync(tower.Order());
        var waiting = await tower.SettledAsync(tower.Order(sku: "NO-SUCH-THING"));

        Assert.Equal((403, "access.scope"), Of(await tower.OrderAsync(promised, alex)));
        Assert.Equal((403, "access.scope"), Of(await OrderTower.GetAsync(alex, $"orders/{promised}/timeline")));
        Assert.Equal((403, "access.scope"), Of(await OrderTower.PostAsync(alex, $"orders/{promised}/cancel", new { why = "mine" })));
        Assert.Equal((403, "access.scope"), Of(await OrderTower.GetAsync(alex, "orders?warehouse=cairo")));
        Assert.Equal(200, (await tower.OrderAsync(promised, cairo)).Status);
        Assert.Equal(200, (await tower.OrderAsync(waiting, alex)).Status);
        Assert.Empty((await OrderTower.GetAsync(alex, $"search?q={promised}")).Body.EnumerateArray());
        Assert.DoesNotContain(promised, await NumbersAsync(alex, "orders?take=200"));
        Assert.Contains(promised, await NumbersAsync(cairo, "orders?take=200"));
    }

    [Fact]
    public async Task Whoever_walks_the_pages_meets_each_order_that_stands_still_once_while_others_move()
    {
        var numbers = new List<string>();
        for (var at = 0; at < 12; at++)
        {
            numbers.Add(await tower.SettledAsync(tower.Order(store: "market")));
        }

        var (seen, next, pages) = (new List<string>(), "", 0);
        do
        {
            var page = await OrderTower.GetAsync(tower.Ops, $"orders?store=market&take=5{(next.Length == 0 ? "" : $"&after={next}")}");
            Assert.Equal(200, page.Status);
            seen.AddRange(page.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!));
            next = page.Body.GetProperty("next").GetString() ?? "";
            if (pages++ == 0)
            {
                Assert.Equal(200, (await OrderTower.PostAsync(tower.Ops, $"orders/{numbers[0]}/hold", new { type = "operator" })).Status); // the oldest goes to the front
                await tower.SettledAsync(tower.Order(store: "market"));
            }
        }
        while (next.Length > 0);

        Assert.Equal(numbers.Skip(1).Reverse(), seen);
    }

    [Fact]
    public async Task Lists_filter_by_what_they_say_and_come_as_a_file_that_runs_no_formula()
    {
        var held = await tower.SettledAsync(tower.Order(phone: "12", name: "=HYPERLINK(1)", id: "=1+1"));

        Assert.Contains(held, await NumbersAsync(tower.Ops, "orders?hold=phone"));
        Assert.Contains(held, await NumbersAsync(tower.Ops, "orders?hold=any&state=received&channel=pos&store=pos-cairo"));
        Assert.DoesNotContain(held, await NumbersAsync(tower.Ops, "orders?hold=address"));
        Assert.DoesNotContain(held, await NumbersAsync(tower.Ops, "orders?olderThanHours=1"));
        Assert.Contains(held, await NumbersAsync(tower.Ops, "orders?olderThanHours=0"));
        Assert.Equal([held], await NumbersAsync(tower.Ops, $"orders?q={held}"));
        var file = await OrderTower.GetAsync(tower.Ops, "orders?format=csv&hold=phone");
        Assert.Contains($"\"{held}\"", file.Raw, StringComparison.Ordinal);
        Assert.Contains("\"'=1+1\"", file.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders?take=201", 400, "api.take", "take")]
    [InlineData("orders?take=0", 400, "api.take", "take")]
    [InlineData("orders?take=many", 400, "api.take", "take")]
    [InlineData("orders?colour=red", 400, "api.filter-unknown", "colour")]
    [InlineData("orders?state=happy", 400, "api.filter-invalid", "state")]
    [InlineData("orders?hold=operatoR", 400, "api.filter-invalid", "hold")]
    [InlineData("orders?olderThanHours=-1", 400, "api.filter-invalid", "olderThanHours")]
    [InlineData("orders?olderThanHours=999999999", 400, "api.filter-invalid", "olderThanHours")]
    [InlineData("orders?after=nonsense", 400, "api.cursor", "after")]
    [InlineData("orders?after=WyJhIiwiYiJd", 400, "api.cursor", "after")]
    [InlineData("orders?store=%00", 400, "api.filter-invalid", "store")]
    [InlineData("orders?format=xlsx", 400, "api.filter-invalid", "format")]
    [InlineData("orders/CT-999999999", 404, "orders.unknown", null)]
    [InlineData("orders/%D8%B7%D9%84%D8%A8", 404, "orders.unknown", null)]
    [InlineData("orders/CT-100001/cancel", 405, "api.method", null)]
    [InlineData("orders/CT-100001/timeline?take=500", 400, "api.take", "take")]
    [InlineData("search", 400, "api.filter-invalid", "q")]
    [InlineData("search?q=%20", 400, "api.filter-invalid", "q")]
    [InlineData("nothing/here", 404, "api.no-such-door", null)]
    public async Task A_question_that_cannot_be_answered_says_why(string path, int status, string code, string? field) =>
        Assert.Equal((status, code, field), (await OrderTower.GetAsync(tower.Ops, path)) is var answer ? (answer.Status, answer.Code, answer.Field) : default);

    private async Task<List<JsonElement>> SearchAsync(string asked) =>
        [.. (await OrderTower.GetAsync(tower.Ops, $"search?q={Uri.EscapeDataString(asked)}")).Body.EnumerateArray()];

    private static async Task<List<string>> NumbersAsync(HttpClient client, string path) =>
        [.. (await OrderTower.GetAsync(client, path)).Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("number").GetString()!)];

    private static (int, string?) Of(Answer answer) => (answer.Status, answer.Code);
}
