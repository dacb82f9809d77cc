using System.Globalization;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace ControlTower.Browser;

/// <summary>
/// Three orders from the wave to the door and one of them back, each role at its own screen: manager, picker, packer, dispatcher, support, the
/// dock's returns, and the manager who says yes to the money.
/// </summary>
public sealed class FloorJourneyTests(Floor floor) : IAsyncDisposable
{
    private const float SoonMs = 20_000; // on a busy machine of two cores; what is usual stands in the bench

    public ValueTask DisposeAsync() => floor.PutAwayAsync();

    [Fact]
    public async Task Each_role_does_its_part_from_the_wave_to_the_refund()
    {
        Assert.SkipWhen(floor.Missing is not null, floor.Missing ?? "");
        await using var house = await House.OpenAsync();
        string[] orders = [await house.OrderAsync(92_001), await house.OrderAsync(92_002), await house.OrderAsync(92_003)];

        await ReleaseAsync(house, orders);
        var totes = await PickAsync(house);
        await PackAsync(house, totes, orders);
        await HandOverAsync(house, orders);
        await RescueAsync(house, orders[0]);
        await PayBackAsync(house, await TakeBackAsync(house, orders[0]));

        var honesty = await house.GetAsync("/health/honesty");
        Assert.DoesNotContain(honesty.GetProperty("invariants").EnumerateArray(), one => one.GetProperty("broken").GetInt64() > 0);
    }

    private async Task ReleaseAsync(House house, string[] orders)
    {
        var (visitor, page) = await VisitAsync(house, Role.OpsManager, "en", "/waves");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose waves" }).ClickAsync();
        await page.Locator(".ct-drafts-acts .ct-btn-solid").ClickAsync();
        await Eventually.TrueAsync(async () => (await house.StatesAsync(orders[2], "groups")) is ["released"]);
        await AxeLook.FindsNothingAsync(page);
        await visitor.DisposeAsync();
    }

    /// <summary>Scans what the handheld asks for, once the wrong thing before it.</summary>
    /// <returns>The totes, full.</returns>
    private async Task<List<string>> PickAsync(House house)
    {
        var (visitor, page) = await VisitAsync(house, Role.Picker, "ar", "/pick", 390, 844);
        await page.Locator(".ct-hand-foot .ct-btn-solid").ClickAsync();
        var wedge = await Wedge.OfAsync(page);
        await Expect(page.Locator(".ct-hand-prompt")).ToBeVisibleAsync();
        await wedge.ScanAsync("LOC-B-02-2");
        await Expect(page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync(new() { Timeout = SoonMs });
        await wedge.ScanAsync("CMD-OK");
        var totes = new List<string>();
        while (await page.Locator(".ct-hand-prompt").CountAsync() > 0)
        {
            var scan = await page.Locator(".ct-hand-goods").CountAsync() > 0 ? $"TOTE-{await ToteAsync(page, totes)}"
                : await page.Locator(".ct-hand-shelf").CountAsync() > 0 ? await page.Locator(".ct-hand-kind .ct-code").First.InnerTextAsync()
                : $"LOC-{House.Bin}";
            await AfterAsync(page, ".ct-hand", () => wedge.ScanAsync(scan));
        }

        await AxeLook.FindsNothingAsync(page);
        await visitor.DisposeAsync();
        return totes;
    }

    private static async Task<string> ToteAsync(IPage page, List<string> totes)
    {
        if (await page.Locator(".ct-hand-words").CountAsync() == 0)
        {
            return (await page.Locator(".ct-hand-place bdi").InnerTextAsync()).Trim();
        }

        totes.Add((701 + totes.Count).ToString(CultureInfo.InvariantCulture));
        return totes[^1];
    }

    private async Task PackAsync(House house, List<string> totes, string[] orders)
    {
        var (visitor, page) = await VisitAsync(house, Role.PackerQc, "en", "/pack");
        var wedge = await Wedge.OfAsync(page);
        foreach (var tote in totes)
        {
            await wedge.ScanAsync($"TOTE-{tote}");
            await Expect(page.Locator(".ct-pack-totes")).ToContainTextAsync(tote, new() { Timeout = SoonMs });
            await Expect(page.Locator(".ct-pack-now")).ToBeVisibleAsync();
            while (await page.Locator(".ct-pack-now").CountAsync() > 0)
            {
                var sku = (await page.Locator(".ct-pack-now").GetAttributeAsync("data-sku"))!;
                await AfterAsync(page, ".ct-pack-lines", () => wedge.ScanAsync(sku));
            }

            await page.SetInputFilesAsync(".ct-pack-camera input", new FilePayload { Name = "box.png", MimeType = "image/png", Buffer = Picture() });
            await Expect(page.Locator(".ct-pack-photos img")).ToBeVisibleAsync(new() { Timeout = SoonMs });
            var slip = await page.RunAndWaitForPopupAsync(() => page.Locator(".ct-pack-prints a").First.ClickAsync());
            await Expect(slip.Locator("body")).ToContainTextAsync("CT-");
            await slip.CloseAsync();
            await page.Locator(".ct-pack-seal").ClickAsync();
            await Expect(page.Locator(".ct-pack-seal.ct-btn-solid")).ToHaveCountAsync(0, new() { Timeout = SoonMs });
        }

        await AxeLook.FindsNothingAsync(page);
        await visitor.DisposeAsync();
        foreach (var order in orders)
        {
            await Eventually.TrueAsync(async () => (await house.StatesAsync(order, "parcels")) is ["labelled"]); // by itself
        }
    }

    /// <summary>Two boxes are scanned onto the truck; the third is not there, and stays with why.</summary>
    private async Task HandOverAsync(House house, string[] orders)
    {
        var (visitor, page) = await VisitAsync(house, Role.ShippingCoordinator, "ar", "/dispatch");
        await page.Locator(".ct-lanes button.ct-btn").ClickAsync();
        await page.Locator(".ct-hand-room[data-ready=true]").WaitForAsync();
        var wedge = await Wedge.OfAsync(page);
        foreach (var order in orders[..2])
        {
            var sscc = await house.SsccAsync(order);
            await AfterAsync(page, ".ct-hand", () => wedge.ScanAsync(sscc));
        }

        await Expect(page.Locator(".ct-hand-count b")).ToHaveTextAsync("2", new() { Timeout = SoonMs });
        await Expect(page.Locator(".ct-truck-missing")).ToContainTextAsync(orders[2]);
        await AxeLook.FindsNothingAsync(page);
        await page.Locator(".ct-hand-foot button").ClickAsync();
        await page.Locator(".ct-dialog select").SelectOptionAsync("notFound");
        await page.Locator(".ct-dialog-acts .ct-btn-tall").Last.ClickAsync();
        await Eventually.TrueAsync(async () => (await house.StatesAsync(orders[0], "parcels"))[0] == "handedOver" && (await house.StatesAsync(orders[2], "parcels"))[0] == "labelled");
        await visitor.DisposeAsync();
    }

    /// <summary>Nobody answered the bell; support finds another day, and then somebody is there.</summary>
    private async Task RescueAsync(House house, string order)
    {
        var sscc = await house.SsccAsync(order);
        await house.DriverAsync(sscc, "outForDelivery");
        await house.DriverAsync(sscc, "attemptFailed", "noAnswer");
        var (visitor, page) = await VisitAsync(house, Role.CustomerSupport, "en", "/exceptions?view=order");
        await page.Locator("tbody tr", new() { HasText = order }).First.GetByRole(AriaRole.Button).First.ClickAsync();
        await page.Locator(".ct-case-pane input[type=date]").FillAsync(TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await AxeLook.FindsNothingAsync(page);
        await page.Locator(".ct-pane-acts .ct-btn-solid").ClickAsync();
        await Expect(page.Locator("tbody tr", new() { HasText = order })).ToHaveCountAsync(0, new() { Timeout = SoonMs });
        await visitor.DisposeAsync();
        await house.DriverAsync(sscc, "outForDelivery");
        await house.DriverAsync(sscc, "delivered", receivedBy: "Mona S.");
        Assert.Equal(["delivered"], await house.StatesAsync(order, "parcels"));
    }

    /// <returns>The return's id.</returns>
    private async Task<string> TakeBackAsync(House house, string order)
    {
        var back = await house.PostAsync("/api/v1/returns", new { number = order, lines = new[] { new { line = 1, units = 2, reason = "changedMind" } } });
        var (visitor, page) = await VisitAsync(house, Role.PackerQc, "ar", "/returns");
        await (await Wedge.OfAsync(page)).ScanAsync(back.GetProperty("name").GetString()!);
        await page.Locator(".ct-return-condition").Nth(1).ClickAsync(new() { Timeout = SoonMs });
        await page.SetInputFilesAsync(".ct-return-photo input", new FilePayload { Name = "cup.png", MimeType = "image/png", Buffer = Picture() });
        await Expect(page.Locator(".ct-return-kept")).ToBeVisibleAsync(new() { Timeout = SoonMs });
        await AxeLook.FindsNothingAsync(page);
        await page.Locator(".ct-pane-acts .ct-btn-solid").ClickAsync();
        await Expect(page.Locator(".ct-return-condition")).ToHaveCountAsync(0, new() { Timeout = SoonMs });
        await visitor.DisposeAsync();
        return back.GetProperty("id").GetString()!;
    }

    private async Task PayBackAsync(House house, string back)
    {
        var (visitor, page) = await VisitAsync(house, Role.OpsManager, "en", "/overview?view=approvals");
        await page.Locator("tbody tr[aria-selected]").First.ClickAsync(new() { Timeout = SoonMs });
        await AxeLook.FindsNothingAsync(page);
        await page.Locator(".ct-pane-acts .ct-btn-solid").ClickAsync();
        await Eventually.TrueAsync(async () => (await house.GetAsync($"/api/v1/returns/{back}")).GetProperty("refunds").EnumerateArray().Single().GetProperty("state").GetString() is not "pending");
        await visitor.DisposeAsync();
    }

    private async Task<(IBrowserContext Visitor, IPage Page)> VisitAsync(House house, Role role, string language, string path, int width = 1440, int height = 900)
    {
        var visitor = await floor.VisitorAsync(house.Address, role, language, "light", width, height);
        var page = await visitor.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("[data-ready=true]").First.WaitForAsync();
        return (visitor, page);
    }

    /// <summary>Until the screen shows something else than before the act.</summary>
    private static async Task AfterAsync(IPage page, string part, Func<Task> act)
    {
        var before = await page.Locator(part).First.InnerTextAsync();
        await act();
        await page.WaitForFunctionAsync("([part, before]) => document.querySelector(part)?.innerText !== before", new[] { part, before }, new() { Timeout = SoonMs });
    }

    private static byte[] Picture()
    {
        using var picture = new SKBitmap(320, 240);
        picture.Erase(SKColors.SaddleBrown);
        return picture.Encode(SKEncodedImageFormat.Png, 90).ToArray();
    }
}
