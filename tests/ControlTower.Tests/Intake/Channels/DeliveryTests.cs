using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using Microsoft.AspNetCore.Http;

namespace ControlTower.Tests.Intake.Channels;

public sealed class DeliveryTests
{
    private static readonly HeaderDictionary s_woo = new()
    {
        ["X-WC-Webhook-Topic"] = "order.updated", ["X-WC-Webhook-ID"] = "7", ["X-WC-Webhook-Delivery-ID"] = "abc",
    };

    [Fact]
    public void Two_orders_within_one_second_share_the_shops_delivery_id_and_are_two_messages() =>
        Assert.NotEqual(WooCommerceDelivery.Of(s_woo, "{\"id\":1}"u8).DedupeKey, WooCommerceDelivery.Of(s_woo, "{\"id\":2}"u8).DedupeKey);

    [Fact]
    public void The_same_delivery_sent_again_is_the_same_message() =>
        Assert.Equal(WooCommerceDelivery.Of(s_woo, "{\"id\":1}"u8), WooCommerceDelivery.Of(s_woo, "{\"id\":1}"u8));

    [Fact]
    public void A_retry_of_shopify_has_a_new_delivery_id_and_the_same_event() =>
        Assert.Equal(Shop("orders/paid", "event-1", "delivery-1").DedupeKey, Shop("orders/paid", "event-1", "delivery-2").DedupeKey);

    [Fact]
    public void One_event_that_fires_two_topics_is_two_messages() =>
        Assert.NotEqual(Shop("orders/create", "event-1", "delivery-1").DedupeKey, Shop("orders/paid", "event-1", "delivery-1").DedupeKey);

    [Fact]
    public void A_key_fits_its_column_whatever_the_headers_say() =>
        Assert.True(Shop(new string('t', 5000), new string('e', 5000), "").DedupeKey.Length <= 200);

    [Theory]
    [InlineData("webhook_id=142", true)]
    [InlineData("webhook_id=142&id=1", false)]
    [InlineData("{\"webhook_id\":142}", false)]
    public void Only_the_shops_own_form_is_a_ping(string body, bool isPing) =>
        Assert.Equal(
            isPing,
            WooCommerceDelivery.Of(
                new HeaderDictionary { ["Content-Type"] = "application/x-www-form-urlencoded" }, System.Text.Encoding.ASCII.GetBytes(body)).IsPing);

    private static Delivery Shop(string topic, string occasion, string delivery) => ShopifyDelivery.Of(
        new HeaderDictionary { ["X-Shopify-Topic"] = topic, ["X-Shopify-Event-Id"] = occasion, ["X-Shopify-Webhook-Id"] = delivery }, "{}"u8);
}
