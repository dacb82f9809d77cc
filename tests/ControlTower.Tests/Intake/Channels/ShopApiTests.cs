using System.Net;
using System.Text;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Intake.Channels;

public sealed class ShopApiTests
{
    private static readonly DateTimeOffset s_since = new(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);
    private static readonly ShopAccess s_access = new(new Uri("https://shop.example"), "ck_1", "cs_1", "EGP");

    [Fact]
    public async Task The_orders_of_woocommerce_are_asked_for_page_by_page_with_the_key()
    {
        using var shop = new ScriptedShop
        {
            ["/wp-json/wc/v3/orders?modified_after=2026-11-24T04:59:59&dates_are_gmt=true&per_page=100&page=1"] = ("""[{"id":1,"total":"1.50"},{"id":2}]""", "X-WP-TotalPages", "2"),
            ["/wp-json/wc/v3/orders?modified_after=2026-11-24T04:59:59&dates_are_gmt=true&per_page=100&page=2"] = ("""[{"id":3}]""", "X-WP-TotalPages", "2"),
        };

        var orders = await ListAsync(new WooCommerceShop(shop.Client, s_access).OrdersSinceAsync(s_since, CancellationToken.None));

        Assert.Equal(["1", "2", "3"], orders.Select(order => order.ExternalId));
        Assert.Equal("""{"id":1,"total":"1.50"}""", Encoding.UTF8.GetString(orders[0].Body));
        Assert.All(shop.Asked, asked => Assert.Equal("Basic " + Convert.ToBase64String("ck_1:cs_1"u8), asked.Headers.Authorization!.ToString()));
    }

    [Fact]
    public async Task The_orders_of_shopify_are_followed_by_its_links_with_the_token()
    {
        using var shop = new ScriptedShop
        {
            ["/admin/api/2026-04/orders.json?updated_at_min=2026-11-24T05%3A00%3A00Z&status=any&limit=250"] =
                ("""{"orders":[{"id":820982911946154508}]}""", "Link", "<https://shop.example/admin/api/2026-04/orders.json?page_info=b>; rel=\"next\""),
            ["/admin/api/2026-04/orders.json?page_info=b"] =
                ("""{"orders":[{"id":2}]}""", "Link", "<https://shop.example/admin/api/2026-04/orders.json?page_info=a>; rel=\"previous\""),
        };

        var orders = await ListAsync(new ShopifyShop(shop.Client, s_access).OrdersSinceAsync(s_since, CancellationToken.None));

        Assert.Equal(["820982911946154508", "2"], orders.Select(order => order.ExternalId));
        Assert.All(shop.Asked, asked => Assert.Equal("cs_1", asked.Headers.GetValues("X-Shopify-Access-Token").Single()));
    }

    [Fact]
    public async Task A_link_to_another_host_does_not_get_our_token()
    {
        using var shop = new ScriptedShop
        {
            ["/admin/api/2026-04/products.json?limit=250"] = ("""{"products":[]}""", "Link", "<https://thief.example/next>; rel=\"next\""),
            ["/next"] = ("""{"products":[]}""", "Link", ""),
        };

        await ListAsync(new ShopifyShop(shop.Client, s_access).CatalogueAsync(CancellationToken.None));

        Assert.All(shop.Asked, asked => Assert.Equal("shop.example", asked.RequestUri!.Host));
    }

    [Fact]
    public async Task The_catalogue_of_woocommerce_is_its_simple_products_and_the_variations_of_the_others()
    {
        using var shop = new ScriptedShop
        {
            ["/wp-json/wc/v3/settings/products/woocommerce_weight_unit"] = ("""{"id":"woocommerce_weight_unit","value":"kg"}""", "", ""),
            ["/wp-json/wc/v3/products?status=publish&per_page=100&page=1"] = (
                """
                [{"id":1,"type":"simple","name":"Tea &amp; Mint","sku":"TEA-250","weight":"0.265","price":"120.00","global_unique_id":"6221","images":[{"src":"https://shop.example/tea.png"}]},
                 {"id":2,"type":"variable","name":"Shirt","sku":"SHIRT","images":[{"src":"https://shop.example/shirt.png"}]},
                 {"id":3,"type":"simple","name":"No sku","sku":""}]
                """, "", ""),
            ["/wp-json/wc/v3/products/2/variations?per_page=100&page=1"] = ("""[{"id":21,"name":"Red","sku":"SHIRT-R","weight":"","price":"oops","image":null}]""", "", ""),
        };

        Assert.Equal(
            [
                new ListedSku("TEA-250", "Tea & Mint", "6221", 265, new Money(12000, "EGP"), "https://shop.example/tea.png"),
                new ListedSku("SHIRT-R", "Shirt - Red", null, null, null, "https://shop.example/shirt.png"),
            ],
            await ListAsync(new WooCommerceShop(shop.Client, s_access).CatalogueAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task The_catalogue_of_shopify_is_its_variants_each_with_its_picture()
    {
        using var shop = new ScriptedShop
        {
            ["/admin/api/2026-04/products.json?limit=250"] = (
                """
                {"products":[{"title":"Shirt","images":[{"id":7,"src":"https://cdn/a.png"},{"id":8,"src":"https://cdn/b.png"}],"variants":[
                  {"title":"Red","sku":"AD-04\r\n-red","barcode":"622","grams":200,"price":"99.50","image_id":8},
                  {"title":"Default Title","sku":"PLAIN","weight":0.5,"weight_unit":"kg","price":"10.00"},
                  {"title":"Unsellable","sku":null}]}]}
                """, "", ""),
        };

        Assert.Equal(
            [
                new ListedSku("AD-04-red", "Shirt - Red", "622", 200, new Money(9950, "EGP"), "https://cdn/b.png"),
                new ListedSku("PLAIN", "Shirt", null, 500, new Money(1000, "EGP"), "https://cdn/a.png"),
            ],
            await ListAsync(new ShopifyShop(shop.Client, s_access).CatalogueAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task A_shop_that_refuses_us_is_a_broken_pipe()
    {
        using var shop = new ScriptedShop();
        await Assert.ThrowsAsync<HttpRequestException>(() => ListAsync(new WooCommerceShop(shop.Client, s_access).OrdersSinceAsync(s_since, CancellationToken.None)));
    }

    [Fact]
    public void The_same_version_of_an_order_is_one_message_however_often_it_is_listed() =>
        Assert.Equal(new ListedOrder("1", [1, 2]).DedupeKey, new ListedOrder("1", [1, 2]).DedupeKey);

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> source)
    {
        var list = new List<T>();
        await foreach (var entry in source)
        {
            list.Add(entry);
        }

        return list;
    }

    /// <summary>A shop that answers what is written here, and 404 to the rest.</summary>
    private sealed class ScriptedShop : HttpMessageHandler
    {
        private readonly Dictionary<string, (string Body, string Header, string Value)> _answers = [];

        public ScriptedShop() => Client = new HttpClient(this, disposeHandler: false);

        public HttpClient Client { get; }

        public List<HttpRequestMessage> Asked { get; } = [];

        public (string Body, string Header, string Value) this[string path]
        {
            set => _answers[path] = value;
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request);
            if (!_answers.TryGetValue(request.RequestUri!.PathAndQuery, out var answer))
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound));
            }

            var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer.Body) };
            if (answer.Header.Length > 0)
            {
                response.Headers.TryAddWithoutValidation(answer.Header, answer.Value);
            }

            return Task.FromResult(response);
        }

        protected override void Dispose(bool disposing)
        {
            Client.Dispose();
            base.Dispose(disposing);
        }
    }
}
