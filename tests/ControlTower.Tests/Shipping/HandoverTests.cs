using System.Text.Json;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Shipping;

/// <summary>Parcels scanned onto trucks over HTTP: what belongs there goes, what does not is refused in words, what is missing stays with why.</summary>
public sealed class HandoverTests : IAsyncLifetime
{
    private ShippingTower _tower = null!;

    public async ValueTask InitializeAsync() => _tower = await ShippingTower.StartAsync("easypost", "bosta");

    public ValueTask DisposeAsync() => _tower.DisposeAsync();

    [Fact]
    public async Task What_was_scanned_has_left_the_house_with_its_stock_and_what_is_missing_stays_with_why()
    {
        var (one, two, missing) = (await LabelledAsync(), await LabelledAsync(), await LabelledAsync());
        var opened = await PostAsync("manifests", new { courier = "bosta", warehouse = "cairo" });
        var id = opened.Text("id");
        Assert.Equal((3, 0), (opened.Body.GetProperty("expected").GetInt32(), opened.Body.GetProperty("scanned").GetInt32()));
        var before = await StockAsync();

        Assert.Equal("accepted", (await ScanAsync(id, one.Sscc)).Text("outcome"));
        Assert.Equal("accepted", (await ScanAsync(id, await _tower.TextAsync($"select tracking from parcel where sscc = '{two.Sscc}'"))).Text("outcome"));
        Assert.Equal("duplicate", (await ScanAsync(id, $"]C100{one.Sscc}")).Text("outcome"));
        Assert.Equal("409 shipping.missing", Said(await PostAsync($"manifests/{id}/close", new { })));
        Assert.Equal("422 access.why-missing", Said(await PostAsync($"manifests/{id}/close", new { leaveBehind = new[] { missing.Sscc } })));

        var closed = await PostAsync($"manifests/{id}/close", new { leaveBehind = new[] { missing.Sscc }, why = "not at the dock" });

        Assert.Equal("closed", closed.Text("state"));
        Assert.Contains(id, (await OrderTower.GetAsync(_tower.Desk, "shipping/manifests?state=closed&courier=bosta")).Raw, StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await OrderTower.GetAsync(_tower.Desk, "shipping/manifests?state=open")).Raw, StringComparison.Ordinal);
        Assert.Equal((400, "api.filter-invalid"), ((await OrderTower.GetAsync(_tower.Desk, "shipping/manifests?state=shut")).Status, (await OrderTower.GetAsync(_tower.Desk, "shipping/manifests?state=shut")).Code));
        Assert.Equal(("handedOver", "handedOver", "labelled"), (await _tower.StateOfAsync(one.Sscc), await _tower.StateOfAsync(two.Sscc), await _tower.StateOfAsync(missing.Sscc)));
        Assert.Equal(before - 4, await StockAsync());
        Assert.Equal("shipped", await _tower.TextAsync($"select headline from sales_order where id = '{one.Order}'"));
        Assert.Equal("1", await _tower.TextAsync($"select count(*) from journal where kind = 'OrderHandedOver' and subject = 'order:{one.Order}'"));
        Assert.Equal("not at the dock", await _tower.TextAsync($"select why from journal where kind = 'ParcelLeftBehind' and subject = 'order:{missing.Order}'"));
        Assert.Equal("", await _tower.TextAsync($"select why from journal where kind = 'OrderHandedOver' and subject = 'order:{one.Order}'")); // the why is not of those that went
        Assert.Equal("close,list,missing", await TicksAsync(id)); // not every parcel was scanned
        Assert.Equal("", await BrokenAsync());

        var next = await PostAsync("manifests", new { courier = "bosta", warehouse = "cairo" });
        Assert.Equal(missing.Sscc, next.Body.GetProperty("missing")[0].GetString());
    }

    [Fact]
    public async Task Each_parcel_that_does_not_belong_on_the_truck_is_refused_in_words_and_counted()
    {
        var (right, other, held, open) = (await LabelledAsync(), await LabelledAsync("easypost"), await LabelledAsync(), await _tower.PackedAsync(isSealed: false));
        var id = (await PostAsync("manifests", new { courier = "bosta", warehouse = "cairo" })).Text("id");
        await _tower.Host.Database.AdminAsync($"insert into hold (id, order_id, type, source, keeps_stock, pauses_clock, placed_at, placed_by) values (gen_random_uuid(), '{held.Order}', 'operator', 'person', true, false, now(), gen_random_uuid())");

        Assert.Equal("refused handover.wrong-courier", Outcome(await ScanAsync(id, other.Sscc)));
        Assert.Equal("refused handover.held", Outcome(await ScanAsync(id, held.Sscc)));
        Assert.Equal("refused handover.no-label", Outcome(await ScanAsync(id, open.Sscc)));
        Assert.Equal("refused handover.unknown", Outcome(await ScanAsync(id, "6291041500213")));
        Assert.Equal("accepted ", Outcome(await ScanAsync(id, right.Sscc)));
        Assert.Equal("4", await _tower.TextAsync("select wrong_scans from manifest"));
        Assert.Equal("409 shipping.missing", Said(await PostAsync($"manifests/{id}/close", new { }))); // the held one is on the list
    }

    [Fact]
    public async Task A_parcel_that_was_labelled_after_the_list_comes_with_its_scan_and_two_who_open_get_one_list()
    {
        var first = await LabelledAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync("manifests", new { courier = "bosta", warehouse = "cairo" })));
        var id = Assert.Single(opened.Select(answer => answer.Text("id")).Distinct());
        var late = await LabelledAsync();

        Assert.Equal("accepted", (await ScanAsync(id, late.Sscc)).Text("outcome"));
        Assert.Equal("list", await TicksAsync(id));
        Assert.Equal("accepted", (await ScanAsync(id, first.Sscc)).Text("outcome"));
        Assert.Equal("list,scan", await TicksAsync(id));
        var closed = await PostAsync($"manifests/{id}/close", new { });
        Assert.Equal(late.Sscc, closed.Body.GetProperty("extra")[0].GetString());
        Assert.Equal("409 shipping.manifest-closed", Said(await ScanAsync(id, late.Sscc)));
    }

    [Fact]
    public async Task A_truck_that_left_without_a_labelled_parcel_opens_a_case_and_a_found_one_is_not_asked_about_again_for_the_same_truck()
    {
        await _tower.Host.Database.AdminAsync("update site_calendar set cutoffs = '[{\"courier\": \"bosta\", \"at\": \"00:01:00\", \"processMinutes\": 1}]'");
        var parcel = await LabelledAsync();
        await _tower.Host.Database.AdminAsync($"update parcel set state_since = now() - interval '2 days' where sscc = '{parcel.Sscc}'");
        var watch = (ControlTower.Shipping.Handover.WatchHandovers)_tower.Host.Services.GetService(typeof(ControlTower.Shipping.Handover.WatchHandovers))!;
        await watch.HandleAsync(default);
        var one = await _tower.CaseOfAsync(parcel.Sscc);
        Assert.Equal("NOT_HANDED_OVER", await _tower.TextAsync($"select code from exception_case where id = '{one}'"));

        Assert.Equal(200, (await OrderTower.PostAsync(_tower.Desk, $"exceptions/{one}/resolve", new { action = "found", values = new { } })).Status);
        await watch.HandleAsync(default);
        Assert.Equal("", await _tower.CaseOfAsync(parcel.Sscc));
    }

    [Fact]
    public async Task A_truck_is_asked_for_once_and_one_that_did_not_come_is_a_case()
    {
        var now = TimeProvider.System.GetUtcNow();
        var wish = new { courier = "bosta", warehouse = "cairo", window = new { from = now.AddHours(-2), to = now.AddSeconds(30) } };
        await LabelledAsync();
        Assert.Equal("done", (await PostAsync("pickups", wish)).Text("state"));
        Assert.Equal("409 shipping.pickup-there", Said(await PostAsync("pickups", wish)));
        Assert.Equal("400 shipping.window-invalid", Said(await PostAsync("pickups", new { courier = "bosta", warehouse = "cairo", window = new { from = now, to = now } })));

        await _tower.Host.Database.AdminAsync("update pickup set window_from = now() - interval '3 hours', window_to = now() - interval '1 hour'");
        await ((ControlTower.Shipping.Handover.WatchHandovers)_tower.Host.Services.GetService(typeof(ControlTower.Shipping.Handover.WatchHandovers))!).HandleAsync(default);

        var one = await _tower.TextAsync("select id from exception_case where code = 'PICKUP_MISSED' and state <> 'resolved'");
        var window = FormattableString.Invariant($"{now.AddHours(1):o}/{now.AddHours(2):o}");
        Assert.Equal(200, (await OrderTower.PostAsync(_tower.Desk, $"exceptions/{one}/resolve", new { action = "rebook", values = new { window } })).Status);
        Assert.Equal("2", await _tower.TextAsync("select count(*) from pickup"));
    }

    [Fact]
    public async Task What_the_customer_collects_is_handed_over_by_the_code_and_by_no_other()
    {
        var parcel = await _tower.PackedAsync(isSealed: false);
        await _tower.Host.Database.AdminAsync($"update sales_order set shipping_method = 'pickup' where id = '{parcel.Order}'; update parcel set state = 'sealed' where sscc = '{parcel.Sscc}'; update fulfilment_group set state = 'packed' where order_id = '{parcel.Order}'");
        await ((ControlTower.Shipping.Handover.MakeCounterCodes)_tower.Host.Services.GetService(typeof(ControlTower.Shipping.Handover.MakeCounterCodes))!).HandleAsync(default);
        var code = await _tower.TextAsync("select code from counter_code");
        Assert.Equal("400 shipping.code-invalid", Said(await PostAsync("collect", new { number = parcel.Number, code = code == "111111" ? "222222" : "111111" })));

        Assert.Equal(200, (await PostAsync("collect", new { number = parcel.Number, code })).Status);

        Assert.Equal(("delivered", "handedOver"), (await _tower.StateOfAsync(parcel.Sscc), await _tower.TextAsync($"select state from fulfilment_group where order_id = '{parcel.Order}'")));
        Assert.Equal("409 shipping.nothing-to-collect", Said(await PostAsync("collect", new { number = parcel.Number, code })));
    }

    private async Task<PackedParcel> LabelledAsync(string courier = "bosta")
    {
        var parcel = await _tower.PackedAsync(isCod: courier == "bosta", isSealed: courier == "bosta");
        if (courier != "bosta")
        {
            await _tower.Host.Database.AdminAsync($"update parcel set state = 'sealed' where sscc = '{parcel.Sscc}'");
            await _tower.BookAsync(parcel.Sscc, new { courier });
        }

        await Eventually.TrueAsync(async () => await _tower.StateOfAsync(parcel.Sscc) == "labelled");
        return parcel;
    }

    private Task<Answer> PostAsync(string path, object body) => OrderTower.PostAsync(_tower.Desk, $"shipping/{path}", body);

    private Task<string> TicksAsync(string id) => _tower.TextAsync($"select string_agg(step, ',' order by step) from sop_run where subject = 'manifest:{id}'");

    private Task<Answer> ScanAsync(string manifest, string scan) => PostAsync($"manifests/{manifest}/scan", new { scan });

    private async Task<int> StockAsync() => int.Parse(await _tower.TextAsync("select on_hand from stock where sku = 'TEA-250' and warehouse = 'cairo'"), System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> BrokenAsync()
    {
        using var health = await _tower.Host.Anonymous().GetAsync(new Uri("/health/honesty", UriKind.Relative));
        var honest = JsonSerializer.Deserialize<JsonElement>(await health.Content.ReadAsStringAsync());
        return string.Join(',', honest.GetProperty("invariants").EnumerateArray().Where(one => one.GetProperty("broken").GetInt64() > 0).Select(one => one.GetProperty("name").GetString()));
    }

    private static string Said(Answer answer) => $"{answer.Status} {answer.Code}";

    private static string Outcome(Answer answer) => $"{answer.Text("outcome")} {answer.Code}";
}
