using System.Globalization;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.NewOrder;

/// <summary>An order as a draft that is changed, and what of it was changed.</summary>
public static class OrderChange
{
    public static OrderDraft DraftOf(OrderPicture order, Guid by) => new()
    {
        By = by, Store = order.Head.Store, Currency = order.Head.Total.Currency, Reference = order.Head.ExternalNumber, PlacedAt = order.Head.PlacedAt,
        Name = order.Contact.Name ?? "", Phone = PhoneOf(order.Contact), Email = order.Contact.Email ?? "",
        Line1 = order.Contact.Line1 ?? "", Line2 = order.Contact.Line2 ?? "", City = order.Contact.City ?? "", Region = order.Contact.Region ?? "",
        Postcode = order.Contact.Postcode ?? "", Country = order.Contact.Country, Method = order.Head.Method, IsPaid = PaymentFlow.IsPaid(order.Head.Payment),
        Shipping = order.ShippingMethod ?? ShippingMethod.Standard,
        Lines = [.. Standing(order).Select(line => new DraftLine
        {
            LineNo = line.LineNo, Sku = SkuOf(line), Name = line.Name, Units = Units(line), Price = Price(order, line),
        })],
    };

    /// <returns>Null where nothing was changed.</returns>
    public static EditOrder? CommandOf(OrderPicture order, OrderDraft draft, Actor by)
    {
        var (was, lines) = (DraftOf(order, by.Id), LinesOf(order, draft));
        var who = new ContactCorrection(Name: New(was.Name, draft.Name), Phone: New(was.Phone, draft.Phone), Email: New(was.Email, draft.Email));
        var where = new ContactCorrection(
            Line1: New(was.Line1, draft.Line1), Line2: New(was.Line2, draft.Line2), City: New(was.City, draft.City), Region: New(was.Region, draft.Region),
            Postcode: New(was.Postcode, draft.Postcode), Country: New(was.Country, draft.Country)?.ToUpperInvariant());
        var (isWho, isWhere) = (who != new ContactCorrection(), where != new ContactCorrection());
        var isShipping = order.ShippingMethod != draft.Shipping; // where nobody knew the way, saving chooses the one that is shown
        var contact = isWho || isWhere ? where with { Name = who.Name, Phone = who.Phone, Email = who.Email } : null;
        return contact is null && lines.Count == 0 && !isShipping
            ? null
            : new(draft.Id, by, order.Head.Id, contact, isWhere, lines.Count == 0 ? null : lines, isShipping ? draft.Shipping.ToString().ToLowerInvariant() : null, order.Head.Version, draft.Why.Trim());
    }

    private static List<LineEdit> LinesOf(OrderPicture order, OrderDraft draft)
    {
        var currency = order.Head.Total.Currency;
        List<LineEdit> edits = [];
        foreach (var line in Standing(order))
        {
            var now = draft.Lines.Find(one => one.LineNo == line.LineNo);
            var (isUnits, isPrice) = (now is not null && now.Units.Trim() != Units(line), now is not null && OrderDraft.AmountOf(now.Price) != OrderDraft.AmountOf(Price(order, line)));
            if (now is null)
            {
                edits.Add(new(line.LineNo, null, 0, null));
            }
            else if (isUnits || isPrice)
            {
                edits.Add(new(line.LineNo, null, isUnits ? now.Count : null, isPrice ? PriceOf(now) : null));
            }
        }

        edits.AddRange(draft.Lines.Where(line => line.LineNo is null).Select(line => new LineEdit(null, line.Sku, line.Count, PriceOf(line))));
        return edits;

        Money PriceOf(DraftLine line) => Money.From(OrderDraft.AmountOf(line.Price) ?? 0, currency);
    }

    private static IEnumerable<PicturedLine> Standing(OrderPicture order) => order.Lines.Where(line => line.Ordered == 0 || line.Cancelled < line.Ordered);

    private static string SkuOf(PicturedLine line) => line.Sku ?? line.AskedSku;

    private static string Units(PicturedLine line) => line.Ordered == 0 ? line.AskedUnits : line.Ordered.ToString(CultureInfo.InvariantCulture);

    private static string Price(OrderPicture order, PicturedLine line) => new Money(line.UnitPriceMinor, order.Head.Total.Currency).AmountText;

    private static string PhoneOf(PicturedContact contact) => (string.IsNullOrWhiteSpace(contact.ShipPhone) ? contact.Phone : contact.ShipPhone) ?? "";

    private static string? New(string was, string now) => was.Trim() == now.Trim() ? null : now.Trim();
}
