namespace ControlTower.Playbook.Orders;

/// <summary>What somebody wrote on an order, for colleagues.</summary>
public sealed record OrderNote(Guid Id, Guid OrderId, DateTimeOffset At, Guid ById, string ByName, string Text);
