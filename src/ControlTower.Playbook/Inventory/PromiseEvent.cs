namespace ControlTower.Playbook.Inventory;

public enum PromiseEventKind
{
    /// <summary>An accepted line could not be promised.</summary>
    Oversell,

    /// <summary>A promise that had been given was broken by a short shelf, damage or an adjustment.</summary>
    PromiseBroken,

    /// <summary>A shelf ran out while demand arrived.</summary>
    Stockout,
}

/// <summary>A promise that could not be made, or was broken: one a line, never counted twice.</summary>
public sealed record PromiseEvent(Guid Id, DateTimeOffset At, PromiseEventKind Kind, Guid? OrderId, int? LineNo, string Sku, string? Warehouse, int Units);
