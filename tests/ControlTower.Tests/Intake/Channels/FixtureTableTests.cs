using System.Text.Json;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Notifications.Inbound;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;
using Microsoft.AspNetCore.Http;

namespace ControlTower.Tests.Intake.Channels;

public sealed class FixtureTableTests
{
    public static TheoryData<string> Built => [.. FixtureTable.All.Where(row => row.IsBuilt && row.Door != FixtureDoor.Csv).Select(row => row.File)];

    [Fact]
    public void The_table_names_every_body_once_and_nothing_else()
    {
        var named = FixtureTable.All.Select(row => row.File).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(178, named.Distinct().Count());
        Assert.SkipWhen(Fixtures.SharedFolder is null, Fixtures.NotHere);

        Assert.Equal(BodiesUnder(Fixtures.SharedFolder), named);
    }

    [Fact]
    public void What_is_copied_is_named_in_the_table_and_its_source_is_told()
    {
        var sources = File.ReadAllText(Path.Combine(Fixtures.CopiesFolder, "SOURCES.md"));
        Assert.All(BodiesUnder(Fixtures.CopiesFolder), file =>
        {
            Assert.Contains(FixtureTable.All, row => row.File == file);
            Assert.Contains($"| {file} |", sources, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_copy_has_the_bytes_of_its_original()
    {
        Assert.SkipWhen(Fixtures.SharedFolder is null, Fixtures.NotHere);

        Assert.All(BodiesUnder(Fixtures.CopiesFolder), file => Assert.Equal(
            File.ReadAllBytes(Path.Combine(Fixtures.SharedFolder, file)), File.ReadAllBytes(Path.Combine(Fixtures.CopiesFolder, file))));
    }

    [Theory, MemberData(nameof(Built))]
    public void A_body_becomes_what_the_table_says(string file)
    {
        var row = FixtureTable.All.Single(row => row.File == file);
        var body = Fixtures.Find(file);
        Assert.SkipWhen(body is null, Fixtures.NotHere);

        Assert.Equal(row.Expected, Describe(row, body));
    }

    [Theory]
    [InlineData("woocommerce/docs-orders-list-page.json", 2)]
    [InlineData("woocommerce/app-orders-load-all-without-data.json", 1)]
    [InlineData("shopify/egp-cash-orders-page-33.json", 33)]
    public void Each_order_of_a_page_of_the_rest_list_is_read(string file, int orders)
    {
        var body = Fixtures.Find(file);
        Assert.SkipWhen(body is null, Fixtures.NotHere);
        using var page = JsonDocument.Parse(body);
        var isShopify = page.RootElement.ValueKind is JsonValueKind.Object;
        var list = (isShopify ? page.RootElement.GetProperty("orders") : page.RootElement).EnumerateArray()
            .Select(order => System.Text.Encoding.UTF8.GetBytes(order.GetRawText()))
            .Select(order => isShopify
                ? ShopifyReader.Read(ShopifyReader.ListedTopic, order, Stores.Shopify)
                : WooCommerceReader.Read(WooCommerceReader.ListedTopic, order, Stores.WooCommerce))
            .ToList();

        Assert.Equal(orders, list.Count);
        Assert.All(list, outcome => Assert.IsType<ReadOutcome.Order>(outcome));
    }

    private static string Describe(FixtureRow row, byte[] body) => row.Door switch
    {
        FixtureDoor.WooCommerce when WooCommerceDelivery.Of(Form(row), body).IsPing => "ping",
        FixtureDoor.WooCommerce => Describe(WooCommerceReader.Read(row.Topic!, body, Stores.WooCommerce)),
        FixtureDoor.Shopify => Describe(ShopifyReader.Read(row.Topic!, body, Stores.Shopify)),
        FixtureDoor.WhatsApp => WhatsappBody.Read(body, TimeProvider.System.GetUtcNow()) is { } told
            ? string.Join(", ", told.Messages.Select(message => message.Kind).Concat(told.Statuses.Select(status => status.Status)).Concat(Enumerable.Repeat("no sender", told.Unsaid)))
            : "unreadable",
        FixtureDoor.SmsStatus => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body).Trim())["MessageStatus"].ToString(),
        FixtureDoor.Courier => DescribeRoad(row.File.StartsWith("easypost", StringComparison.Ordinal) ? CourierKind.Easypost : CourierKind.Bosta, body),
        _ => throw new InvalidOperationException($"{row.Door} is not built"),
    };

    private static string DescribeRoad(CourierKind kind, byte[] body) => CourierBodies.Read(kind, body) is ToldBody.Events events
        ? string.Join(", ", events.All.Select(told => TrackingCodes.Seeded.Read(kind, told.Code, told.Detail).State is { } state ? JsonNamingPolicy.CamelCase.ConvertName(state.ToString()) : "nothing"))
        : "unreadable";

    private static string Describe(ReadOutcome outcome) => outcome switch
    {
        ReadOutcome.Order order => $"order {order.Told.Wish} {order.Told.Payment}, {order.Told.Lines.Count} lines",
        ReadOutcome.Cancel cancel => $"cancel {cancel.ExternalId}",
        ReadOutcome.PaymentMove move => $"refund of {move.ExternalId}: {move.Returned?.ToString() ?? "nothing"}",
        ReadOutcome.Ignored ignored => $"ignored: {ignored.Reason}",
        ReadOutcome.Privacy privacy => $"privacy: {privacy.Topic}",
        ReadOutcome.Unreadable unreadable => $"unreadable: {unreadable.Path}",
        _ => throw new InvalidOperationException(),
    };

    private static HeaderDictionary Form(FixtureRow row)
    {
        var headers = new HeaderDictionary { ["Content-Type"] = row.File.EndsWith(".form", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json" };
        if (row.Topic is { Length: > 0 } topic)
        {
            headers["X-WC-Webhook-Topic"] = topic;
        }

        return headers;
    }

    private static List<string> BodiesUnder(string folder) =>
        [.. Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateFiles)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}

/// <summary>The stores that the channels' tests read for.</summary>
internal static class Stores
{
    public static readonly StoreFacts WooCommerce = new("woo-cairo", Channel.Woocommerce, "EG", "EGP", CodConfirmPolicy.Doubtful);
    public static readonly StoreFacts Shopify = new("shop-cairo", Channel.Shopify, "EG", "EGP", CodConfirmPolicy.Doubtful);
    public static readonly StoreFacts Pos = new("pos-cairo", Channel.Pos, "EG", "EGP", CodConfirmPolicy.Never);
}
