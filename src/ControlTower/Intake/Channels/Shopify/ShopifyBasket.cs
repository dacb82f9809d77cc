using ControlTower.Foreign;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>
/// What was bought and what it costs. Shopify keeps two accounts: as first sold, and as it stands after edits and refunds
/// (<c>current_…</c>); the second counts once they differ and something is left.
/// </summary>
internal sealed class ShopifyBasket
{
    private ShopifyBasket(string currency) => Currency = currency;

    public string Currency { get; }

    public required IReadOnlyList<IncomingLine> Lines { get; init; }
    public required Money Shipping { get; init; }

    /// <summary>Tips, duties, and what is sold without being sent: gift cards, services.</summary>
    public required Money Fees { get; init; }

    public required Money Tax { get; init; }
    public required Money Discount { get; init; }
    public required Money? Total { get; init; }
    public required bool HasOnlyIntangibles { get; init; }

    public static ShopifyBasket Of(ForeignValue order, string currency)
    {
        var sold = order["line_items"].Items(ForeignBody.LinesMax, isDemanded: true);
        var isEdited = sold.Any(IsChanged) && sold.Any(line => CurrentUnits(line) > 0m);
        var kept = isEdited ? [.. sold.Where(line => CurrentUnits(line) is null or > 0m)] : sold;
        var goods = kept.Where(line => !IsIntangible(line)).Select(line => LineOf(line, isEdited, currency)).ToList();
        var services = kept.Where(IsIntangible).Sum(line => LineOf(line, isEdited, currency).LineTotal.Minor);
        var tips = order["total_tip_received"].Money(currency).Minor;
        var duties = order["original_total_duties_set"]["shop_money"]["amount"].Money(currency).Minor;
        var total = isEdited && !order["current_total_price"].IsMissing ? order["current_total_price"] : order["total_price"];
        return new ShopifyBasket(currency)
        {
            Lines = goods,
            Shipping = ShippingOf(order, isEdited, currency),
            Fees = new Money(services + tips + duties, currency),
            Tax = order["taxes_included"].IsTrue ? new Money(0, currency) : Either(order, isEdited, "current_total_tax", "total_tax").Money(currency),
            Discount = Either(order, isEdited, "current_total_discounts", "total_discounts").Money(currency),
            Total = total.IsMissing ? null : total.Money(currency),
            HasOnlyIntangibles = goods.Count == 0 && kept.Count > 0,
        };
    }

    private static bool IsChanged(ForeignValue line) => CurrentUnits(line) is { } current && current != line["quantity"].Units().Units;

    private static decimal? CurrentUnits(ForeignValue line) => line["current_quantity"].IsMissing ? null : line["current_quantity"].Amount();

    private static bool IsIntangible(ForeignValue line) => line["gift_card"].IsTrue || line["requires_shipping"].IsFalse;

    private static IncomingLine LineOf(ForeignValue line, bool isEdited, string currency)
    {
        var (units, asked) = Either(line, isEdited, "current_quantity", "quantity").Units();
        var price = line["price"].Money(currency);
        var total = Math.Clamp(price.Amount * (units ?? 0), -1e12m, 1e12m); // an absurd line stays one, and can still be summed
        return new IncomingLine(
            line["id"].Text(),
            ForeignText.Code(line["sku"].Raw()) ?? "",
            ForeignText.Code(line["barcode"].Raw()),
            line["name"].Text() ?? ForeignText.Plain($"{line["title"].Text()} {line["variant_title"].Text()}") ?? "",
            units,
            asked,
            price,
            Money.From(total, currency));
    }

    private static Money ShippingOf(ForeignValue order, bool isEdited, string currency)
    {
        var current = order["current_shipping_price_set"]["shop_money"]["amount"];
        return isEdited && !current.IsMissing
            ? current.Money(currency)
            : new Money(order["shipping_lines"].Items(ForeignBody.LinesMax).Sum(line => line["price"].Money(currency).Minor), currency);
    }

    private static ForeignValue Either(ForeignValue order, bool isEdited, string current, string first) =>
        isEdited && !order[current].IsMissing ? order[current] : order[first];
}
