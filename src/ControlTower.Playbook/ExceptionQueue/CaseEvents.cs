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

/// <summary>Nobody did anything about it for too long.</summary>
public sealed record CaseRaised(Guid Case, string Code, Guid? Order, Severity Severity) : CaseEvent(Case, Code, Order);

/// <summary>What became of one of the subjects that an action was performed for.</summary>
/// <param name="Subject">The order's number as people see it, or the id of another subject.</param>
/// <param name="Refused">Why not; null where it was done.</param>
public sealed record ActedOn(CaseSubject Kind, string Subject, Guid Case, Refusal? Refused);

/// <summary>A person chose an action: it was performed for the case, and where they said so for every other with the same cause.</summary>
/// <param name="StaysOpen">Nothing is solved yet: something was asked or noted.</param>
public sealed record CaseActed(Guid Case, string Code, Guid? Order, CaseAction Action, IReadOnlyList<ActedOn> Results, bool StaysOpen) : CaseEvent(Case, Code, Order);
