using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>
/// One order with its axes: holds, payment, fulfilment groups, parcels and returns. The headline and the stage are
/// derived from them by <see cref="Settle"/>, which every command that touched an order calls last.
/// </summary>
public sealed partial class SalesOrder
{
    private SalesOrder() { }

    /// <summary>Takes an order in, as its channel tells it.</summary>
    /// <param name="number">The running number that people see.</param>
    /// <param name="rawMessage">What it was read from; null where it came in without a message.</param>
    public static SalesOrder Receive(IncomingOrder incoming, StoreFacts store, Guid id, long number, DateTimeOffset now, Guid? rawMessage)
    {
        var order = new SalesOrder
        {
            Id = id, Number = number, Store = store.Key, Channel = store.Kind, ExternalId = incoming.ExternalId,
            PlacedAt = incoming.PlacedAt, ReceivedAt = now, LastMovementAt = now, Currency = incoming.Currency,
            Contact = new OrderContact(id), CounterSale = incoming.IsFulfilled, Version = 0,
        };
        order.NoteVersion(incoming.SourceVersion, rawMessage);
        order.TellTerms(incoming);
        order.Contact.Write(incoming, store.Country);
        order.TellLines(incoming);
        order.Told = ToldParts.Of(incoming).ToStored();
        order.GoTo(ConveyorStep.Screen);
        (order.Payment, order.Method) = (incoming.Payment, incoming.Method);
        order.Settle(now);
        return order;
    }

    public Guid Id { get; private init; }
    public long Number { get; private init; }
    public string Store { get; private init; } = "";
    public Channel Channel { get; private init; }
    public string ExternalId { get; private init; } = "";
    public string ExternalNumber { get; private set; } = "";

    /// <summary>The channel's own time of the version that we know; an older one never overwrites it.</summary>
    public DateTimeOffset SourceVersion { get; private set; }

    public Guid? RawMessage { get; private set; }
    public DateTimeOffset PlacedAt { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>First time that the payment was secured with no doubt open; a later doubt does not take it back.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Since when nothing but us keeps it from being shipped: the clock's start. Null: not yet, or no longer.</summary>
    public DateTimeOffset? FulfillableAt { get; private set; }

    /// <summary>The promise to dispatch; null: not set, for the reason that the stage tells.</summary>
    public DateTimeOffset? ShipBy { get; private set; }

    public int? ShipByCalendar { get; private set; }
    public DateTimeOffset? HandedOverAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public DateTimeOffset LastMovementAt { get; private set; }
    public Headline Headline { get; private set; }

    /// <summary>Null when it stands on no board any more.</summary>
    public Stage? Stage { get; private set; }

    public DateTimeOffset? StageSince { get; private set; }
    public PaymentState Payment { get; private set; }
    public PaymentMethod Method { get; private set; }
    public PartialPolicy Partial { get; private set; }
    public string? ShippingAsked { get; private set; }

    /// <summary>Null while what was asked is not mapped to a way of ours.</summary>
    public ShippingMethod? ShippingMethod { get; private set; }

    public string Currency { get; private init; } = "";
    public long ShippingMinor { get; private set; }
    public long FeesMinor { get; private set; }
    public long TaxMinor { get; private set; }
    public long DiscountMinor { get; private set; }
    public long PaidOtherwiseMinor { get; private set; }
    public long TotalMinor { get; private set; }

    /// <summary>0 is usual; higher goes first.</summary>
    public int Priority { get; private set; }

    /// <summary>1, 2, 3 …: raised by every command that changes the order.</summary>
    public long Version { get; private set; }

    /// <summary>The automatic step that waits for the order.</summary>
    public ConveyorStep NextStep { get; private set; }

    /// <summary>How often that step has failed for it.</summary>
    public int StepTries { get; private set; }

    /// <summary>Sold over the counter: it took its stock at once and is done.</summary>
    public bool CounterSale { get; private init; }

    public CancelCause? CancelCause { get; private set; }
    public string? Note { get; private set; }

    /// <summary>The compared candidates of the last allocation, as JSON: why this warehouse, or why not allocated.</summary>
    public string? WhyHere { get; private set; }

    /// <summary>Findings that a person accepted (<c>CODE</c> or <c>CODE:line</c>): they are not raised again.</summary>
    public string[] Accepted { get; private set; } = [];

    /// <summary>What the channel told last, in fingerprints: <see cref="ToldParts"/>.</summary>
    public string[] Told { get; private set; } = [];

    public OrderContact Contact { get; private init; } = null!;
    public List<OrderLine> Lines { get; private init; } = [];
    public List<Hold> Holds { get; private init; } = [];
    public List<FulfilmentGroup> Groups { get; private init; } = [];
    public List<Parcel> Parcels { get; private init; } = [];

    /// <summary>Return cases that are not closed.</summary>
    public int ReturnsOpen { get; private set; }

    /// <summary>Everything wanted is delivered, nothing is owed either way, no return is open and the time for returns is over.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public IEnumerable<Hold> OpenHolds => Holds.Where(hold => hold.IsOpen);

    /// <summary>The one warehouse that a person chose for it, last; null: the rules choose.</summary>
    public string? ChosenWarehouse { get; private set; }

    public Money Total => new(TotalMinor, Currency);

    /// <summary>What the courier collects at the door; null for a prepaid order.</summary>
    public Money? CodDue => Method == PaymentMethod.Cod && !PaymentFlow.IsPaid(Payment) ? Total : null;

    public bool IsReleased => Groups.Exists(group => group.IsOnTheFloor);

    public bool IsOver => Headline is Headline.Cancelled or Headline.Closed or Headline.Delivered or Headline.Shipped;

    /// <summary>
    /// The channel tells a newer version, and nothing is released yet: the parts that it changed are taken over and judged anew.
    /// Where the lines changed, what was promised has been given back before.
    /// </summary>
    /// <param name="changed">By <see cref="ToldParts.ChangedSince"/>.</param>
    public void Retell(IncomingOrder incoming, StoreFacts store, Guid? rawMessage, IReadOnlyList<string> changed)
    {
        NoteVersion(incoming.SourceVersion, rawMessage);
        Told = ToldParts.Of(incoming).ToStored();
        TellTerms(incoming);
        if (changed.Contains("contact") || changed.Contains("shipTo"))
        {
            Contact.Write(incoming, store.Country);
        }

        if (changed.Contains("lines"))
        {
            TellLines(incoming);
        }

        GoTo(ConveyorStep.Screen);
    }

    /// <summary>Only the version, what it told, and where it was read from: the change itself waits for a person.</summary>
    public void NoteVersion(DateTimeOffset version, Guid? rawMessage) => (SourceVersion, RawMessage) = (version, rawMessage ?? RawMessage);

    private void TellTerms(IncomingOrder incoming)
    {
        ExternalNumber = incoming.ExternalNumber ?? incoming.ExternalId;
        Partial = incoming.Partial ?? PartialPolicy.Split;
        (ShippingAsked, Note) = (incoming.ShippingMethod, incoming.Note);
        (ShippingMinor, FeesMinor, TaxMinor) = (incoming.Shipping.Minor, incoming.Fees.Minor, incoming.Tax.Minor);
        (DiscountMinor, PaidOtherwiseMinor) = (incoming.Discount.Minor, incoming.PaidOtherwise.Minor);
        TotalMinor = incoming.Total?.Minor
            ?? incoming.Lines.Sum(line => line.LineTotal.Minor) + ShippingMinor + FeesMinor + TaxMinor - DiscountMinor - PaidOtherwiseMinor;
    }

    private void TellLines(IncomingOrder incoming)
    {
        for (var at = 0; at < incoming.Lines.Count; at++)
        {
            if (at < Lines.Count)
            {
                Lines[at].Ask(incoming.Lines[at]);
            }
            else
            {
                Lines.Add(new OrderLine(Id, at + 1, incoming.Lines[at]));
            }
        }

        Lines.Skip(incoming.Lines.Count).ToList().ForEach(line => line.CancelRest());
    }
}
