using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Flow;

/// <summary>An order as boards that count need it: where it stands, since when, and what keeps it there.</summary>
/// <param name="DueAt">What runs out first: the earliest due time of its open cases, else ship-by.</param>
/// <param name="Hold">Of its open holds the first placed.</param>
/// <param name="Case">Code of the open case that runs out first.</param>
public sealed record StandingOrder(
    Stage Stage, DateTimeOffset StageSince, DateTimeOffset ReceivedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset LastMovementAt, DateTimeOffset? DueAt,
    HoldType? Hold, ExceptionCode? Case, bool IsBackordered)
{
    /// <summary>Who must do something before it goes on.</summary>
    public WaitsOn WaitsOn => this switch
    {
        { Hold: HoldType.Customer or HoldType.Payment or HoldType.Cooling } => WaitsOn.Customer,
        { Case: ExceptionCode.CodUnconfirmed } => WaitsOn.Customer,
        { Hold: HoldType.Stock } or { IsBackordered: true } => WaitsOn.Stock,
        { Case: ExceptionCode.NoStock or ExceptionCode.PromiseBroken } => WaitsOn.Stock,
        { Case: ExceptionCode.PickupMissed or ExceptionCode.NoFirstScan or ExceptionCode.TransitStalled or ExceptionCode.TrackingUnknown } => WaitsOn.Courier,
        _ => WaitsOn.Us,
    };
}

/// <summary>Whose turn it is: ours, the customer's, that of goods which are not there, or the courier's.</summary>
public enum WaitsOn { Us, Customer, Stock, Courier }
