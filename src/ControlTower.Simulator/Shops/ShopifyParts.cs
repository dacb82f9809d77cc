using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>The blocks inside an order of Shopify's.</summary>
internal static class ShopifyParts
{
    public static object Set(decimal amount, string currency)
    {
        var money = new { amount = Amount.Text(amount), currency_code = currency };
        return new { shop_money = money, presentment_money = money };
    }

    public static object AddressOf(ShopOrder order) => new
    {
        first_name = order.Buyer.First,
        address1 = order.ShipTo.Line1,
        phone = order.Phone,
        city = order.ShipTo.City,
        zip = order.ShipTo.Postcode,
        province = order.ShipTo.Country == "SA" ? null : order.ShipTo.Region, // Shopify knows no provinces of Saudi Arabia
        country = CountryOf(order),
        last_name = order.Buyer.Initial,
        address2 = order.ShipTo.Line2,
        company = (string?)null,
        latitude = (double?)null,
        longitude = (double?)null,
        name = order.Buyer.Name,
        country_code = order.ShipTo.Country,
        province_code = (string?)null,
    };

    public static object CustomerOf(ShopOrder order)
    {
        var id = 115_310_627_314_000_000 + Math.Abs(Dice.Of(0, "customer", order.Buyer.Email).Below(900_000));
        return new
        {
            id,
            created_at = (string?)null,
            updated_at = (string?)null,
            first_name = order.Buyer.First,
            last_name = order.Buyer.Initial,
            state = "disabled",
            note = (string?)null,
            verified_email = true,
            multipass_identifier = (string?)null,
            tax_exempt = false,
            email = order.Email,
            phone = order.Phone,
            currency = order.Shop.Currency,
            tax_exemptions = Array.Empty<object>(),
            admin_graphql_api_id = $"gid://shopify/Customer/{id}",
            default_address = new
            {
                id = id + 1,
                customer_id = id,
                first_name = order.Buyer.First,
                last_name = order.Buyer.Initial,
                company = (string?)null,
                address1 = order.Buyer.Home.Line1,
                address2 = order.Buyer.Home.Line2,
                city = order.Buyer.Home.City,
                province = (string?)null,
                country = CountryOf(order),
                zip = order.Buyer.Home.Postcode,
                phone = order.Phone,
                name = order.Buyer.Name,
                province_code = (string?)null,
                country_code = order.Buyer.Home.Country,
                country_name = CountryOf(order),
                @default = true,
            },
        };
    }

    /// <summary>Of the line at this place of the order.</summary>
    public static long LineId(ShopOrder order, int at) => order.Id * 10 % 1_000_000_000_000_000_000 + at;

    public static object LineOf(ShopOrder order, ShopLine line, int at)
    {
        var id = LineId(order, at);
        var live = order.State is ShopOrderState.Cancelled ? 0 : line.Units;
        var cut = line.Name.LastIndexOf('–');
        var (title, variant) = cut < 0 ? (line.Name, null) : (line.Name[..cut].TrimEnd(), line.Name[(cut + 1)..].TrimStart());
        return new
        {
            id,
            admin_graphql_api_id = $"gid://shopify/LineItem/{id}",
            attributed_staffs = Array.Empty<object>(),
            current_quantity = live,
            fulfillable_quantity = live,
            fulfillment_service = "manual",
            fulfillment_status = (string?)null,
            gift_card = false,
            grams = line.WeightGrams,
            name = variant is null ? title : $"{title} - {variant}",
            price = Amount.Text(line.Price),
            price_set = Set(line.Price, order.Shop.Currency),
            product_exists = true,
            product_id = 788_032_119_674_000_000 + line.ProductId,
            properties = Array.Empty<object>(),
            quantity = line.Units,
            requires_shipping = true,
            sales_line_item_group_id = (long?)null,
            sku = line.Sku,
            taxable = true,
            title,
            total_discount = "0.00",
            total_discount_set = Set(0, order.Shop.Currency),
            variant_id = 788_032_119_675_000_000 + line.VariantId,
            variant_inventory_management = "shopify",
            variant_title = variant,
            vendor = "Demo company",
            tax_lines = Array.Empty<object>(),
            duties = Array.Empty<object>(),
            discount_allocations = Array.Empty<object>(),
        };
    }

    public static object ShippingLineOf(ShopOrder order) => new
    {
        id = 271_878_346_000_000_000 + order.Id % 1_000_000,
        carrier_identifier = (string?)null,
        code = order.ShippingMethod,
        current_discounted_price_set = Set(order.ShippingPrice, order.Shop.Currency),
        discounted_price = Amount.Text(order.ShippingPrice),
        discounted_price_set = Set(order.ShippingPrice, order.Shop.Currency),
        is_removed = false,
        phone = (string?)null,
        price = Amount.Text(order.ShippingPrice),
        price_set = Set(order.ShippingPrice, order.Shop.Currency),
        requested_fulfillment_service_id = (string?)null,
        source = "shopify",
        title = order.ShippingMethod == "express" ? "Express" : "Standard",
        tax_lines = Array.Empty<object>(),
        discount_allocations = Array.Empty<object>(),
    };

    private static string CountryOf(ShopOrder order) => order.ShipTo.Country == "SA" ? "Saudi Arabia" : "Egypt";
}
