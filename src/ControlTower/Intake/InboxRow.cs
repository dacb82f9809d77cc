using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>One open order as the inbox shows it. Flat and compared by value: what reads the same is not drawn again.</summary>
/// <param name="Customer">First name and an initial.</param>
/// <param name="DueAt">What runs out first: the earliest due time of its open cases, else ship-by.</param>
/// <param name="Hold">Of its open holds the first placed; <paramref name="Holds"/> counts them.</param>
/// <param name="CaseId">The open case that runs out first.</param>
/// <param name="Warehouses">Where its live groups are, joined with a comma.</param>
public sealed record InboxRow(
    Guid Id, string Number, string Store, Channel Channel, string ExternalNumber, string Customer, Headline Headline, PaymentState Payment, PaymentMethod Method,
    Stage? Stage, DateTimeOffset? StageSince, DateTimeOffset PlacedAt, DateTimeOffset ReceivedAt, DateTimeOffset? ConfirmedAt, DateTimeOffset? FulfillableAt,
    DateTimeOffset? ShipBy, DateTimeOffset? HandedOverAt, DateTimeOffset LastMovementAt, DateTimeOffset? DueAt, long TotalMinor, string Currency, int Priority,
    long Version, HoldType? Hold, int Holds, int Backordered, Guid? CaseId, string? CaseCode, string? CauseKey, int Cases, string? Owner, Guid? OwnerId,
    string OwnerRole, string Warehouses)
{
    /// <summary>Whether it is the business of who works for these warehouses (null: all). What no warehouse ships yet is everybody's.</summary>
    public bool IsFor(IReadOnlySet<string>? warehouses) => warehouses is null || Warehouses.Length == 0 || Warehouses.Split(',').Any(warehouses.Contains);
}
