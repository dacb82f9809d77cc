using System.Text.Json.Serialization;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>What happened to a case. Where it is about an order, the order's boards read again too.</summary>
public abstract record CaseEvent(Guid Case, string Code, [property: JsonIgnore] Guid? Order) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Case(Case);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => Order is { } order ? [Subject, JournalKeys.Order(order)] : [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

public sealed record CaseOpened(Guid Case, string Code, Guid? Order, Role OwnerRole, Severity Severity, DateTimeOffset DueAt, int? Line) : CaseEvent(Case, Code, Order);

public sealed record CaseSeenAgain(Guid Case, string Code, Guid? Order) : CaseEvent(Case, Code, Order);

public sealed record CaseClaimed(Guid Case, string Code, Guid? Order, string? Owner, [property: JsonIgnore] string? OwnerBefore) : CaseEvent(Case, Code, Order)
{
    public override object? Old => new { Owner = OwnerBefore };
}

public sealed record CaseSnoozed(Guid Case, string Code, Guid? Order, DateTimeOffset Until, string? WakesOn) : CaseEvent(Case, Code, Order);

public sealed record CaseWoken(Guid Case, string Code, Guid? Order) : CaseEvent(Case, Code, Order);

public sealed record CaseEscalated(Guid Case, string Code, Guid? Order, Severity Severity) : CaseEvent(Case, Code, Order);

/// <summary>Somebody did something about it and it stays open.</summary>
public sealed record CaseWorkedOn(Guid Case, string Code, Guid? Order, string Action) : CaseEvent(Case, Code, Order);

public sealed record CaseResolved(Guid Case, string Code, Guid? Order, string Resolution, int MinutesOpen) : CaseEvent(Case, Code, Order);
