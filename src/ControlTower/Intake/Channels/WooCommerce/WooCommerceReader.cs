using ControlTower.Foreign;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.WooCommerce;

/// <summary>Reads a WooCommerce order, as its webhooks and its REST interface v3 both send it.</summary>
public static class WooCommerceReader
{
    /// <summary>The topic under which an order of the REST list is kept and read.</summary>
    public const string ListedTopic = "order.updated";

    public static ReadOutcome Read(string topic, ReadOnlyMemory<byte> body, StoreFacts store) => topic switch
    {
        // `created` is sent for young orders only; the first that we hear of one may be an update.
        "order.created" or "order.updated" or "order.restored" => ForeignBody.Read(body, root => ReadOrder(root.Unwrap("data"), store)),
        "order.deleted" => ForeignBody.Read(body, root => new ReadOutcome.Cancel(root.Unwrap("data")["id"].Id(), null, "deleted")),
        _ => new ReadOutcome.Ignored("topic"),
    };

    private static ReadOutcome ReadOrder(ForeignValue order, StoreFacts store)
    {
        var id = order["id"].Id();
        var status = order["status"].Text()?.ToLowerInvariant() ?? throw new UnreadableBodyException("the status is missing", "status");
        if (WooCommerceStatus.IsDraft(status))
        {
            return new ReadOutcome.Ignored("draft");
        }

        var placedAt = InstantOf(order, "date_created");
        var version = InstantOf(order, "date_modified") ?? placedAt;
        if (WooCommerceStatus.IsGone(status) && order["line_items"].IsMissing)
        {
            return new ReadOutcome.Cancel(id, version, status);
        }

        if (placedAt is null || version is null)
        {
            throw new UnreadableBodyException("the time of the order is missing", "date_created_gmt");
        }

        return new ReadOutcome.Order(Tell(order, new Head(id, status, placedAt.Value, version.Value), store));
    }

    private sealed record Head(string Id, string Status, DateTimeOffset PlacedAt, DateTimeOffset Version);

    private static IncomingOrder Tell(ForeignValue order, Head head, StoreFacts store)
    {
        var currency = order["currency"].Currency(store.Currency);
        var isCod = IsCod(order["payment_method"].Text());
        var status = WooCommerceStatus.Of(head.Status, isCod, isPaid: InstantOf(order, "date_paid") is not null);
        var number = order["number"].Text();
        return new IncomingOrder(
            store.Key,
            head.Id,
            number == head.Id ? null : number,
            head.PlacedAt,
            head.Version,
            currency,
            ContactOf(order["billing"]),
            AddressOf(order),
            MethodOf(order),
            isCod ? PaymentMethod.Cod : PaymentMethod.Prepaid,
            status.Payment,
            Partial: null,
            [.. order["line_items"].Items(ForeignBody.LinesMax, isDemanded: true).Select(line => LineOf(line, currency))],
            Shipping: order["shipping_total"].Money(currency),
            Fees: Sum(order["fee_lines"], "total", currency),
            Tax: order["total_tax"].Money(currency),
            Discount: new Money(0, currency), // the lines' totals are already less their share of the coupons
            PaidOtherwise: Sum(order["gift_cards"], "amount", currency),
            Total: order["total"].IsMissing ? null : order["total"].Money(currency),
            Note: ForeignText.Plain(ForeignText.FromHtml(order["customer_note"].Raw()), ForeignText.NoteCharsMax),
            Wish: status.Wish,
            WishNote: status.Wish == IncomingWish.Take ? null : head.Status,
            BillingCountry: order["billing"]["country"].Text(),
            BillingCity: order["billing"]["city"].Text());
    }

    private static IncomingLine LineOf(ForeignValue line, string currency)
    {
        var (units, asked) = line["quantity"].Units();
        var price = line["price"].Money(currency);
        var total = line["total"].IsMissing ? Money.From(Math.Clamp(price.Amount * (units ?? 0), -1e12m, 1e12m), currency) : line["total"].Money(currency);
        return new IncomingLine(
            line["id"].Text(),
            ForeignText.Code(line["sku"].Raw()) ?? "",
            ForeignText.Code(line["global_unique_id"].Raw()),
            Name(line["name"]) ?? "",
            units,
            asked,
            price,
            total);
    }

    private static IncomingContact ContactOf(ForeignValue billing) => new(FullName(billing), billing["phone"].Digits(), billing["email"].Text());

    /// <summary>Shops that don't ask for a second address leave it empty, and mean the first.</summary>
    private static IncomingAddress AddressOf(ForeignValue order)
    {
        var to = s_placeFields.Any(field => order["shipping"][field].Text() is not null) ? order["shipping"] : order["billing"];
        return new IncomingAddress(
            FullName(to),
            to["phone"].Digits(),
            Place(to["address_1"]),
            Place(to["address_2"]),
            Place(to["city"]),
            Place(to["state"]),
            to["postcode"].Digits(),
            to["country"].Text()?.ToUpperInvariant());
    }

    private static readonly string[] s_placeFields = ["address_1", "address_2", "city", "postcode"];

    /// <summary>The title, since two rates of one kind share the id; for a pickup the id, since its title is free text.</summary>
    private static string? MethodOf(ForeignValue order) =>
        order["shipping_lines"].Items(ForeignBody.LinesMax)
            .Select(line => line["method_id"].Text() == "local_pickup" ? "local_pickup" : Name(line["method_title"]) ?? line["method_id"].Text())
            .FirstOrDefault(method => method is not null);

    private static bool IsCod(string? method) =>
        method is not null
        && (method.Equals("cod", StringComparison.OrdinalIgnoreCase)
            || method.StartsWith("cod_", StringComparison.OrdinalIgnoreCase)
            || method.Contains("cash_on_delivery", StringComparison.OrdinalIgnoreCase));

    /// <summary>The times without "gmt" are the shop's own wall clock; they serve only where the other one is missing.</summary>
    private static DateTimeOffset? InstantOf(ForeignValue order, string field) => order[field + "_gmt"].Instant() ?? order[field].Instant();

    private static Money Sum(ForeignValue list, string field, string currency) =>
        new(list.Items(ForeignBody.LinesMax).Sum(item => item[field].Money(currency).Minor), currency);

    private static string? FullName(ForeignValue person) =>
        ForeignText.Plain($"{Name(person["first_name"])} {Name(person["last_name"])}") ?? Name(person["company"]);

    private static string? Name(ForeignValue text) => ForeignText.Plain(ForeignText.FromHtml(text.Raw()));

    private static string? Place(ForeignValue text) => ForeignText.Digits(ForeignText.FromHtml(text.Raw()));
}
