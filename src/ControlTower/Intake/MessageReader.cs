using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>Which reader understands what a store sends.</summary>
internal static class MessageReader
{
    public static ReadOutcome Read(InboundMessage message, StoreFacts store) => store.Kind switch
    {
        Channel.Woocommerce => WooCommerceReader.Read(message.Topic, message.Body, store),
        Channel.Shopify => ShopifyReader.Read(message.Topic, message.Body, store),
        Channel.Amazon or Channel.Marketplace or Channel.Pos or Channel.Whatsapp or Channel.Manual => new ReadOutcome.Ignored("topic"),
    };
}
