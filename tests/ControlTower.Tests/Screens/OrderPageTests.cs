using System.Text.Json;
using Bunit;
using ControlTower.Intake;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.CustomerSupport;
using ControlTower.Screens.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ControlTower.Tests.Screens;

public sealed class OrderPageTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 32, 0, TimeSpan.Zero);
    private static readonly TowerWords s_english = new(new WordBook(), Languages.English);
    private static readonly TowerWords s_arabic = new(new WordBook(), Languages.Arabic);

    public OrderPageTests() =>
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now)).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(new WordBook())
            .AddSingleton(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Timeout=1")).AddSingleton<SitePlaces>().AddSingleton(s_english);

    [Fact]
    public void The_way_is_black_behind_blue_where_it_stands_and_grey_ahead()
    {
        var steps = OrderSteps.Of(Head() with { Stage = Stage.Pick, FulfillableAt = s_now });

        Assert.Equal(["received", "checked", "promised"], steps.Where(step => step.IsReached).Select(step => step.Key));
        Assert.Equal("promised", Assert.Single(steps, step => step.IsHere).Key);
        Assert.Equal(s_now.AddHours(1), Assert.Single(steps, step => step.By is not null).By);
    }

    [Fact]
    public void The_way_of_a_cancelled_order_ends_there() =>
        Assert.Equal(["received", "checked", "cancelled"], OrderSteps.Of(Head() with { Headline = Headline.Cancelled, Stage = null }).Select(step => step.Key));

    [Fact]
    public void Each_stage_lies_further_on_the_way_than_the_one_before_it()
    {
        var reached = Enum.GetValues<Stage>().Except([Stage.Check, Stage.Returns]).Select(stage => OrderSteps.Of(Head() with { Stage = stage }).Count(step => step.IsReached));
        Assert.Equal([2, 3, 4, 5, 6], reached);
    }

    [Fact]
    public void What_is_expected_next_is_the_most_urgent_case_before_all_else()
    {
        var order = Order(Line(backordered: 2)) with { Cases = [Case("NO_STOCK", due: 60), Case("PHONE_INVALID", due: 20), Case("ADDRESS_SHORT", due: 5) with { State = CaseState.Resolved }] };

        Assert.Equal("Expected next: Phone not valid solved by Order Ops, due Mon 23 Nov 12:52", OrderAnswer.Next(order, s_english, TimeZoneInfo.Utc));
        Assert.Equal("Expected next: stock for 2 × TEA-250", OrderAnswer.Next(order with { Cases = [] }, s_english, TimeZoneInfo.Utc));
        Assert.Contains("out of the warehouse by", OrderAnswer.Next(Order(Line()), s_english, TimeZoneInfo.Utc), StringComparison.Ordinal);
        Assert.Null(OrderAnswer.Next(order with { Head = order.Head with { Headline = Headline.Cancelled } }, s_english, TimeZoneInfo.Utc));
    }

    [Fact]
    public void An_order_that_waits_for_stock_is_not_told_to_be_packed_next()
    {
        var order = Order(Line(backordered: 1));
        Assert.Equal("Waits for stock.", OrderAnswer.State(order, s_english));
        Assert.DoesNotContain("packed", OrderAnswer.Safe(order, s_english), StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_can_be_looked_at_by_what_they_are_about()
    {
        var page = Render<OrderHistory>(part => part.Add(one => one.Order, Order(Line())).Add(one => one.Zone, TimeZoneInfo.Utc).Add(one => one.Entries,
        [
            Entry("StockPromised", """{"units":[{"units":2,"sku":"TEA-250","warehouse":"cairo"}]}"""), Entry("HoldReleased", """{"type":"phone","minutesHeld":5}"""),
            Entry("OrderReceived", """{"store":"shop-eg","externalId":"7","lines":1}"""),
        ]));
        Assert.Equal(4, page.FindAll("li").Count);

        page.FindAll("button").Single(chip => chip.TextContent.Contains("Warehouse", StringComparison.Ordinal)).Click();

        var only = Assert.Single(page.FindAll("li"));
        Assert.Equal("Stock promised from cairo", only.QuerySelector(".ct-what")!.FirstChild!.TextContent.Trim());
        Assert.Equal("2 × TEA-250", only.QuerySelector(".ct-what small")!.TextContent);
        Assert.Equal("System", only.QuerySelector(".ct-entry-who")!.TextContent);
    }

    [Fact]
    public void Why_this_warehouse_is_told_in_the_language_of_the_reader()
    {
        var why = new SourcingWhy(SourcingRule.FewestParcels, 2, [new(["cairo"], ["Cairo DC"], 1, 2, 0, 8, true), new(["alex"], ["Alexandria"], 1, 1, 1, 0, false)], [], []);
        var order = Order(Line()) with { WhyHere = JsonSerializer.SerializeToElement(why, JournalJson.Options) };

        Assert.Contains("one parcel from Cairo DC; fewest parcels: Alexandria has 1 of 2", Render<OrderFacts>(part => part.Add(one => one.Order, order)).Markup, StringComparison.Ordinal);
        Assert.Equal("طرد واحد من Cairo DC؛ أقل عدد من الطرود: لدى Alexandria عدد 1 من 2", new SourcingText(key => s_arabic[key]).Of(why));
    }

    [Fact]
    public void The_sum_of_an_order_shows_what_lies_between_the_lines_and_the_total()
    {
        var order = Order(Line()) with { Charges = new(DeliveryMinor: 3500, DiscountMinor: 500) };
        var rows = Render<OrderFacts>(part => part.Add(one => one.Order, order)).FindAll("tr");
        Assert.Equal(["240.00", "35.00", "−5.00", "270.00"], rows.Select(row => row.LastElementChild!.TextContent.Replace("EGP", "", StringComparison.Ordinal).Trim()));
    }

    [Fact]
    public void In_Arabic_an_amount_stays_before_its_currency_and_a_code_is_not_turned_round()
    {
        Assert.Equal("\u2066350.50 EGP\u2069", s_arabic.Sum(new Money(35050, "EGP")));
        Assert.Equal("350.50 EGP", s_english.Sum(new Money(35050, "EGP")));

        var promised = Entry("StockPromised", """{"units":[{"units":2,"sku":"TEA-250","warehouse":"cairo"}]}""").Sentence.Detail!;
        Assert.Equal("\u20682 × TEA-250\u2069", promised.News(OrderAnswer.Voice(s_arabic, TimeZoneInfo.Utc, Services.GetRequiredService<SitePlaces>())));
    }

    private static OrderHead Head() => new(
        Guid.CreateVersion7(), "CT-1", "shop-eg", Channel.Woocommerce, "7", "#7", Headline.Confirmed, PaymentState.Paid, PaymentMethod.Card, s_now, s_now, s_now, null,
        s_now.AddHours(1), null, s_now, Stage.Promise, new(27000, "EGP"), 0, 1, 0, 0, []);

    private static OrderPicture Order(PicturedLine line) =>
        new(Head(), null, null, null, null, null, new() { Name = "Mona A.", Phone = "+20 10 1234 5678", Country = "EG" }, [line], [], [], [], [], new(0, 0), new(0, 0));

    private static PicturedLine Line(int backordered = 0) => new(1, "TEA-250", "TEA-250", "2", "Tea", 2, 0, 0, backordered, 2 - backordered, 0, 0, 0, 0, 12000);

    private static PicturedCase Case(string code, int due) =>
        new(Guid.CreateVersion7(), code, Severity.S2, CaseState.Open, Role.OrderOps, null, null, s_now, s_now.AddMinutes(due), null, null);

    private static TimelineEntry Entry(string kind, string body) =>
        new(Guid.CreateVersion7(), 1, s_now, kind, Actor.Tower.Id, "tower", null, null, null, JsonSerializer.Deserialize<JsonElement>(body));
}
