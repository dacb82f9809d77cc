using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;

namespace ControlTower.ExceptionQueue;

/// <summary>What an action has at hand while it is performed: what was asked, and the transaction that it is part of.</summary>
public sealed class ActionContext(Work work, ResolveCase asked, OrderDesk desk, PromiseBook promises, CancellationToken cancellationToken)
{
    private readonly HashSet<string> _done = [];

    public Work Work => work;

    public TowerDb Db => work.Db;

    public OrderDesk Desk => desk;

    public PromiseBook Promises => promises;

    public CancellationToken Cancellation => cancellationToken;

    public CaseAction Action => asked.Action;

    public string? Why => asked.Why;

    public Sites Sites { get; set; } = null!;

    public CaseBook Cases { get; set; } = null!;

    /// <summary>Another order that takes part, to be locked with the first.</summary>
    public Guid? OtherId { get; set; }

    public SalesOrder? Other { get; set; }

    /// <summary>A value as told; null where it is missing or blank.</summary>
    public string? Text(string name) => asked.Values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>A value that is a whole number; null where it is none.</summary>
    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The first time in this transaction that it is asked for, so that what holds for many is written once.</summary>
    public bool IsFirst(string what) => _done.Add(what);

    /// <summary>Ends a case that no automatic step would look at again.</summary>
    public void Close(ExceptionCase one) => Cases.Close(one, System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(asked.Action.ToString()), asked.Why);
}
