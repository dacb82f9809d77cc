using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

public sealed partial class SalesOrder
{
    /// <summary>Sends the order to an automatic step.</summary>
    public void GoTo(ConveyorStep step) => (NextStep, StepTries) = (step, 0);

    /// <summary>The step failed for it; it is tried again, some times.</summary>
    public void StepFailed() => StepTries++;

    /// <returns>The hold, or null when one like it is open already.</returns>
    public Hold? PlaceHold(HoldType type, string source, DateTimeOffset now, Guid by, string? why = null)
    {
        if (OpenHolds.Any(open => open.Type == type && open.Source == source))
        {
            return null;
        }

        var hold = new Hold(Guid.CreateVersion7(now), Id, type, source, now, by, why);
        Holds.Add(hold);
        return hold;
    }

    /// <returns>The released hold, or null where none like it is open.</returns>
    public Hold? ReleaseHold(HoldType type, string source, DateTimeOffset now, Guid by, string? why = null) =>
        OpenHolds.FirstOrDefault(open => open.Type == type && open.Source == source) is { } hold ? Release(hold, now, by, why) : null;

    public static Hold Release(Hold hold, DateTimeOffset now, Guid by, string? why)
    {
        hold.Release(now, by, why);
        return hold;
    }

    /// <returns>Whether the money moved; a move that the playbook forbids changes nothing, so a late event never un-pays.</returns>
    public bool MovePayment(PaymentMove move)
    {
        if (PaymentFlow.After(Payment, move) is not { } after)
        {
            return false;
        }

        Payment = after;
        return true;
    }

    public void CorrectContact(ContactCorrection by) => Contact.Correct(by);

    public static void MapLine(OrderLine line, string? sku) => line.MeansSku(sku);

    public void CorrectUnits(OrderLine line, int units)
    {
        TotalMinor -= line.LineTotalMinor;
        line.CorrectUnits(units);
        TotalMinor += line.LineTotalMinor;
    }

    /// <summary>A line is taken off for good, and what it cost off the total. What was promised of it has been given back before.</summary>
    public void TakeOff(OrderLine line)
    {
        TotalMinor -= line.LineTotalMinor;
        line.TakeOff();
    }

    public void ShipsAs(PartialPolicy partial) => Partial = partial;

    public void ShipsBy(ShippingMethod? method) => ShippingMethod = method;

    public void AskShipping(string asked) => ShippingAsked = asked;

    /// <summary>A person looked and lets it pass; the finding is not raised again.</summary>
    public void Accept(string finding) => Accepted = [.. Accepted.Append(finding).Distinct()];

    /// <summary>A person says where it ships from; the rules do not look elsewhere any more.</summary>
    public void ShipFrom(string warehouse) => ChosenWarehouse = warehouse;

    public void Explain(string whyHere) => WhyHere = whyHere;

    public void Promise(FulfilmentGroup group, OrderLine line, int units)
    {
        line.Promise(units);
        group.Add(line.LineNo, units);
        if (!Groups.Contains(group))
        {
            Groups.Add(group);
        }
    }

    public static void Backorder(OrderLine line, int units) => line.Backorder(units);

    /// <summary>Takes every promise back that is not on the floor: the caller gives the units back to the shelves.</summary>
    public void GiveBackPromises(DateTimeOffset now)
    {
        foreach (var group in Groups.Where(group => group.State == GroupState.Reserved))
        {
            group.Lines.ForEach(line => Lines.Single(of => of.LineNo == line.LineNo).GiveBack(line.Units));
            group.Dissolve(now);
        }
    }

    /// <summary>What is backordered is asked for again.</summary>
    public void AskAgain() => Lines.ForEach(line => line.AskAgain());

    /// <summary>Cancels what is not promised any more: whole lines, or the whole order.</summary>
    /// <param name="lines">Numbers of lines; null: all.</param>
    /// <returns>Units cancelled.</returns>
    public int Cancel(IReadOnlyCollection<int>? lines, CancelCause cause, DateTimeOffset now)
    {
        var units = Lines.Where(line => lines is null || lines.Contains(line.LineNo)).Sum(line => line.CancelRest());
        if (Lines.TrueForAll(line => line.Ordered == line.Cancelled))
        {
            (CancelledAt, CancelCause, NextStep) = (now, cause, ConveyorStep.Settled);
        }

        return units;
    }

    public void LeaveOverTheCounter(DateTimeOffset now)
    {
        Lines.ForEach(line => line.LeaveOverTheCounter());
        HandedOverAt = now;
        GoTo(ConveyorStep.Settled);
    }

    /// <summary>A new promise to dispatch, or none.</summary>
    /// <returns>Whether it differs from the one before.</returns>
    public bool PromiseDispatch(DateTimeOffset? fulfillableAt, DateTimeOffset? shipBy, int? calendar)
    {
        var before = (FulfillableAt, ShipBy, ShipByCalendar);
        (FulfillableAt, ShipBy, ShipByCalendar) = (fulfillableAt, shipBy, calendar);
        return before != (FulfillableAt, ShipBy, ShipByCalendar);
    }

    /// <summary>Derives what is derived: headline, stage, confirmation; raises the version. Called last by whoever changed the order.</summary>
    public void Settle(DateTimeOffset now)
    {
        Headline = OrderHeadline.Of(Axes());
        if (Headline != Headline.Received && Headline != Headline.Draft && Headline != Headline.Cancelled)
        {
            ConfirmedAt ??= now;
        }

        var stage = OrderStage.Of(new OrderStanding(
            Headline, [.. OpenHolds.Select(hold => new OpenHold(hold.Type, hold.KeepsStock))], [.. Groups.Select(group => group.State)],
            Lines.Sum(line => line.Backordered), [.. LiveParcels.Select(parcel => parcel.State)], ReturnsOpen));
        if (stage != Stage)
        {
            (Stage, StageSince) = (stage, stage is null ? null : now);
        }

        (Version, LastMovementAt) = (Version + 1, now);
    }

    public OrderAxes Axes() => new(
        IsPlaced: true,
        IsSettled: ClosedAt is not null || (CounterSale && Lines.Exists(line => line.Shipped > 0)),
        UnitsWanted: Lines.Sum(line => line.Ordered - line.Cancelled) + Lines.Count(IsAskedAbout) + (Lines.Count == 0 && CancelledAt is null ? 1 : 0),
        UnitsShipped: Lines.Sum(line => line.Shipped),
        Payment,
        OpenHolds: [.. OpenHolds.Select(hold => hold.Type)],
        Groups: [.. Groups.Select(group => group.State)],
        Parcels: [.. LiveParcels.Select(parcel => parcel.State)]);

    /// <summary>What may be promised to it now.</summary>
    public PromiseKind MayBePromised()
    {
        var doubts = OpenHolds.Where(hold => !hold.KeepsStock || HoldRules.Of(hold.Type).IsDoubt).Select(hold => hold.Type).ToList();
        return CancelledAt is not null || CounterSale ? PromiseKind.None
            : doubts.Count == 0 && PaymentFlow.IsSecured(Payment) ? PromiseKind.Firm
            : doubts.Contains(HoldType.Cooling) && doubts.TrueForAll(doubt => doubt is HoldType.Cooling or HoldType.Phone or HoldType.Address or HoldType.ShippingMethod)
                ? PromiseKind.Cooling
                : PromiseKind.None;
    }

    /// <summary>A hold that takes the stock away is open.</summary>
    public bool MustGiveBack => OpenHolds.Any(hold => !hold.KeepsStock);

    /// <summary>A line without units that somebody must still correct or drop counts as wanted: the order is not cancelled by it.</summary>
    private bool IsAskedAbout(OrderLine line) => CancelledAt is null && line.HasBadQuantity && !Accepted.Contains($"{ExceptionCode.QtyInvalid.Text()}:{line.LineNo}");
}

public enum PromiseKind
{
    None,

    /// <summary>For as long as payment may take.</summary>
    Cooling,

    Firm,
}
