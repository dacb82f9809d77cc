using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>Which reader understands what came: our own doors keep our own JSON and rows of files, the others what their store sends.</summary>
internal static class MessageReader
{
    public static ReadOutcome Read(InboundMessage message, StoreFacts store) => message.Door switch
    {
        "csv" => OfRows(message, store),
        "api" or "screen" => OwnOrderReader.Read(message.Body).Decided(out var order, out var refused) ? new ReadOutcome.Order(order) : new ReadOutcome.Unreadable(refused.Message, refused.Field ?? "$"),
        _ => OfShop(message, store),
    };

    private static ReadOutcome OfShop(InboundMessage message, StoreFacts store) => store.Kind switch
    {
        Channel.Woocommerce => WooCommerceReader.Read(message.Topic, message.Body, store),
        Channel.Shopify => ShopifyReader.Read(message.Topic, message.Body, store),
        Channel.Amazon or Channel.Marketplace or Channel.Pos or Channel.Whatsapp or Channel.Manual => new ReadOutcome.Ignored("topic"),
    };

    /// <summary>Rows that were refused, read once more after a fix of ours; their wall clock is UTC where they name no offset.</summary>
    private static ReadOutcome OfRows(InboundMessage message, StoreFacts store) =>
        !CsvOrderReader.Read(message.Body, store, TimeZoneInfo.Utc).Decided(out var file, out var refused) ? new ReadOutcome.Unreadable(refused.Message, refused.Field ?? "$")
        : file.Orders is [{ Order: { } order }] ? new ReadOutcome.Order(order)
        : file.Orders[0].Errors is [var error, ..] ? new ReadOutcome.Unreadable(error.Detail, error.Column)
        : new ReadOutcome.Unreadable("These are the rows of several orders.", "order_ref");
}
