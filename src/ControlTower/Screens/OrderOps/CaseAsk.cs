using ControlTower.ExceptionQueue;

namespace ControlTower.Screens.OrderOps;

/// <summary>What a person is asked before it is done.</summary>
public enum CaseAsk { Assign, Snooze, Escalate, Comment }

/// <summary>The answer; what was not asked is null.</summary>
public sealed record CaseAnswer(StaffMember? To, DateTimeOffset? Until, string? Event, string? Words);
