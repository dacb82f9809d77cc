using ControlTower.Data;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Returns;

/// <summary>The same goods once more, free of charge: an order of its own in the store <c>manual</c>, which walks the ordinary way.</summary>
public sealed class ReturnExchange(OrderDesk desk)
{
    private const string Store = "manual";

    public async Task SendAsync(Work work, LockedReturn of, CancellationToken cancellationToken)
    {
        var order = of.Order;
        var number = await work.Db.Database.SqlQuery<long>($"""select nextval('order_number') as "Value" """).SingleAsync(cancellationToken);
        var facts = await work.Db.Stores.AsNoTracking().Where(store => store.Key == Store).SingleAsync(cancellationToken);
        var contact = order.Contact;
        var free = new Money(0, order.Currency);
        var told = new IncomingOrder(
            Store, $"EX-{of.Case.Name}", of.Case.Name, work.Now, work.Now, order.Currency,
            new IncomingContact(contact.Name, contact.Phone, contact.Email),
            new IncomingAddress(contact.ShipName, contact.ShipPhone, contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode, contact.Country),
            order.ShippingAsked, PaymentMethod.Prepaid, PaymentState.Paid, PartialPolicy.Hold,
            [.. of.Case.Lines.Where(line => line.Graded > 0).Select(line => new IncomingLine(
                null, line.Sku, null, order.Lines.Single(known => known.LineNo == line.LineNo).Name, line.Graded,
                line.Graded.ToString(System.Globalization.CultureInfo.InvariantCulture), free, free))],
            free, free, free, free, free, free, $"Exchange for {of.Case.Name} of {desk.NumberOf(order)}");
        var sent = SalesOrder.Receive(told, facts.Facts, Guid.CreateVersion7(work.Now), number, work.Now, rawMessage: null);
        sent.Accept(ExceptionCode.DuplicateSuspect.Text()); // it is meant to be the same once more
        work.Db.Orders.Add(sent);
        of.Case.ExchangeOrder = sent.Id;
        work.Also(new OrderReceived(sent.Id, desk.NumberOf(sent), sent.Store, sent.Channel, sent.ExternalId, sent.Lines.Count, sent.Total, sent.Payment));
        work.Also(new ExchangeOrdered(of.Case.Id, of.Case.Name, order.Id, desk.NumberOf(order), desk.NumberOf(sent)));
    }
}
