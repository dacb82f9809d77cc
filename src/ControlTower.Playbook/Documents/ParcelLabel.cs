using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Documents;

/// <summary>Somebody on a label: a name, the lines of an address, and a phone that the driver calls.</summary>
/// <param name="Lines">In the order in which they are read; empty ones are left out before.</param>
public sealed record LabelParty(string Name, IReadOnlyList<string> Lines, string? Phone);

/// <summary>
/// Everything that a parcel's own label says, and nothing about how: the PDF and the ZPL of it are drawn from this one record, so that they
/// cannot say different things.
/// </summary>
/// <param name="Courier">As people call it.</param>
/// <param name="Tracking">The courier's number; the first bar code.</param>
/// <param name="Sscc">The parcel's own number; the second bar code, as GS1-128.</param>
/// <param name="OrderNumber">As people see it: <c>CT-100042</c>.</param>
/// <param name="CashDue">What the driver collects for this parcel; null: nothing.</param>
/// <param name="Piece">This parcel is number 1, 2, 3 …</param>
/// <param name="Pieces">… of so many that go to the customer together.</param>
/// <param name="WeightGrams">As weighed; null where it was not.</param>
/// <param name="Date">Of the booking, in the warehouse's zone.</param>
/// <param name="ReturnTo">Where it goes back to when it cannot be delivered.</param>
public sealed record ParcelLabel(
    LabelParty Sender,
    LabelParty Receiver,
    string Courier,
    string? Service,
    string Tracking,
    string Sscc,
    string OrderNumber,
    Money? CashDue,
    int Piece,
    int Pieces,
    int? WeightGrams,
    DateOnly Date,
    string ReturnTo)
{
    /// <summary>What the square code holds: a scan of it opens the order.</summary>
    public string OrderCode => $"ORD-{OrderNumber}";

    public Barcode TrackingCode => Barcode.Code128(Tracking);

    public Barcode SsccCode => Barcode.OfSscc(Sscc);
}
