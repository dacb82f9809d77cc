using ControlTower.Foreign;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Shopify;

/// <summary>Reads what Shopify's webhooks send, and the same order from its REST list.</summary>
public static class ShopifyReader
{
    /// <summary>The topic under which an order of the REST list is kept and read.</summary>
    public const string ListedTopic = "orders/updated";

    private static readonly string[] s_codWords = ["cash on delivery", "(cod)", "cash_on_delivery", "الدفع عند الاستلام"];

    public static ReadOutcome Read(string topic, ReadOnlyMemory<byte> body, StoreFacts store) => topic switch
    {
        "orders/create" or "orders/updated" or "orders/paid" or "orders/cancelled" =>
            ForeignBody.Read(body, root => ReadOrder(root.Unwrap("order"), topic, store)),
        "orders/delete" => ForeignBody.Read(body, root => new ReadOutcome.Cancel(root["id"].Id(), null, "deleted")),
        "refunds/create" => ForeignBody.Read(body, root => ReadRefund(root.Unwrap("refund"), store)),
        "customers/data_request" or "customers/redact" or "shop/redact" => new ReadOutcome.Privacy(topic),
        _ => new ReadOutcome.Ignored("topic"),
    };

    private static ReadOutcome ReadOrder(ForeignValue order, string topic, StoreFacts store)
    {
        var id = order["id"].Id();
        if (order["test"].IsTrue)
        {
            return new ReadOutcome.Ignored("test order");
        }

        var placedAt = order["created_at"].Instant() ?? order["processed_at"].Instant();
        var version = order["updated_at"].Instant() ?? placedAt;
        if (topic == "orders/cancelled" && order["line_items"].IsMissing)
        {
            return new ReadOutcome.Cancel(id, version, "cancelled");
        }

        if (placedAt is null || version is null)
        {
            throw new UnreadableBodyException("the time of the order is missing", "created_at");
        }

        var basket = ShopifyBasket.Of(order, order["currency"].Currency(store.Currency));
        return basket.HasOnlyIntangibles
            ? new ReadOutcome.Ignored("nothing to ship")
            : new ReadOutcome.Order(Tell(order, topic, basket, (id, placedAt.Value, version.Value), store));
    }

    private static IncomingOrder Tell(
        ForeignValue order, string topic, ShopifyBasket basket, (string Id, DateTimeOffset PlacedAt, DateTimeOffset Version) head, StoreFacts store)
    {
        var isCod = IsCod(order);
        var isCancelled = topic == "orders/cancelled" || order["cancelled_at"].Instant() is not null;
        var status = ShopifyStatus.Of(
            order["financial_status"].Text(),
            order["fulfillment_status"].Text(),
            isCancelled ? order["cancel_reason"].Text() ?? "cancelled" : null,
            isCod);
        return new IncomingOrder(
            store.Key,
            head.Id,
            order["name"].Text() ?? order["order_number"].Text(),
            head.PlacedAt,
            head.Version,
            basket.Currency,
            ContactOf(order),
            AddressOf(order),
            MethodOf(order),
            isCod ? PaymentMethod.Cod : PaymentMethod.Prepaid,
            status.Payment,
            Partial: null,
            basket.Lines,
            basket.Shipping,
            basket.Fees,
            basket.Tax,
            basket.Discount,
            PaidOtherwise: new Money(0, basket.Currency), // a gift card is a payment here: the total is not less for it
            basket.Total,
            order["note"].Text(ForeignText.NoteCharsMax),
            Wish: status.Wish,
            WishNote: status.Note,
            BillingCountry: order["billing_address"]["country_code"].Text(),
            BillingCity: order["billing_address"]["city"].Text());
    }

    private static ReadOutcome.PaymentMove ReadRefund(ForeignValue refund, StoreFacts store)
    {
        var at = refund["processed_at"].Instant() ?? refund["created_at"].Instant() ?? throw new UnreadableBodyException("the time is missing", "created_at");
        var returned = refund["transactions"].Items(ForeignBody.LinesMax)
            .Where(transaction => transaction["kind"].Text() == "refund" && transaction["status"].Text() == "success")
            .Select(transaction => transaction["amount"].Money(transaction["currency"].Currency(store.Currency)))
            .ToList();
        var currency = returned.Select(money => money.Currency).FirstOrDefault(store.Currency);
        var sum = returned.Where(money => money.Currency == currency).Sum(money => money.Minor);
        return new ReadOutcome.PaymentMove(refund["order_id"].Id(), refund["id"].Id(), at, sum > 0 ? new Money(sum, currency) : null);
    }

    private static IncomingContact ContactOf(ForeignValue order)
    {
        var (customer, to, billing) = (order["customer"], order["shipping_address"], order["billing_address"]);
        return new IncomingContact(
            FullName(customer) ?? FullName(to) ?? FullName(billing),
            order["phone"].Digits() ?? to["phone"].Digits() ?? billing["phone"].Digits() ?? customer["phone"].Digits(),
            order["email"].Text() ?? order["contact_email"].Text() ?? customer["email"].Text());
    }

    private static IncomingAddress AddressOf(ForeignValue order)
    {
        var to = order["shipping_address"].IsObject ? order["shipping_address"] : order["billing_address"];
        return new IncomingAddress(
            FullName(to),
            to["phone"].Digits(),
            to["address1"].Digits(),
            to["address2"].Digits(),
            to["city"].Digits(),
            to["province"].Digits() ?? to["province_code"].Text(),
            to["zip"].Digits(),
            to["country_code"].Text()?.ToUpperInvariant());
    }

    private static string? MethodOf(ForeignValue order) =>
        order["shipping_lines"].Items(ForeignBody.LinesMax)
            .Where(line => !line["is_removed"].IsTrue)
            .Select(line => line["title"].Text() ?? line["code"].Text())
            .FirstOrDefault(method => method is not null);

    private static bool IsCod(ForeignValue order) =>
        order["payment_gateway_names"].Items(ForeignBody.LinesMax).Append(order["gateway"])
            .Select(gateway => gateway.Text())
            .Any(name => name is not null
                && (name.Equals("cod", StringComparison.OrdinalIgnoreCase)
                    || s_codWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase))));

    private static string? FullName(ForeignValue person) =>
        person["name"].Text() ?? ForeignText.Plain($"{person["first_name"].Text()} {person["last_name"].Text()}") ?? person["company"].Text();
}
