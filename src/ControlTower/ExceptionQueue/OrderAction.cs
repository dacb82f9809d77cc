using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>
/// One family of fixes for orders. It changes the order and says no more: whether it is good now is found by the automatic steps, to which
/// the order goes back, and they close the case.
/// </summary>
public abstract class OrderAction
{
    public abstract IReadOnlyList<CaseAction> Performs { get; }

    /// <summary>Codes of the cases that it is for; null: any whose catalogue row names the action.</summary>
    public virtual IReadOnlyList<ExceptionCode>? OnlyFor => null;

    /// <summary>What it takes beside the right to resolve the case.</summary>
    public virtual Duty? AlsoNeeds => null;

    /// <summary>Not for an order that is on the floor, or over.</summary>
    public virtual bool ChangesOrder => true;

    /// <summary>The order is judged anew afterwards.</summary>
    public virtual bool GoesBack => true;

    /// <summary>What the journal tells where promises are taken back first; null: they stay.</summary>
    public virtual string? GivesBack => null;

    /// <summary>What is decided for one order holds for all of its store that wait for the same.</summary>
    public virtual bool SpreadsInStore(ExceptionCase one) => false;

    /// <summary>Judges what was told, before anything is locked.</summary>
    public virtual Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult<Refusal?>(null);

    /// <summary>Judges what was told before this order, which is locked.</summary>
    public virtual Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one) => Task.FromResult(Judge(context, order, one));

    protected virtual Refusal? Judge(ActionContext context, SalesOrder order, ExceptionCase one) => null;

    public abstract Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one);

    protected static OrderLine? LineOf(ActionContext context, SalesOrder order, ExceptionCase one) =>
        order.Lines.Find(line => line.LineNo == (context.Number("line") ?? one.LineNo));

    /// <summary>The line must exist; the refusal names it.</summary>
    protected static Refusal? RefuseLine(ActionContext context, SalesOrder order, ExceptionCase one) =>
        LineOf(context, order, one) is null ? CaseRefusals.LineUnknown(context.Number("line") ?? one.LineNo ?? 0) : null;
}

/// <summary>One family of fixes for what is no order: a message, a store, the tower's own books.</summary>
public abstract class SubjectAction
{
    public abstract IReadOnlyList<CaseAction> Performs { get; }

    /// <summary>Codes of the cases that it is for; null: any whose catalogue row names the action.</summary>
    public virtual IReadOnlyList<ExceptionCode>? OnlyFor => null;

    public virtual Duty? AlsoNeeds => null;

    /// <returns>Null when it was done.</returns>
    public abstract Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one);
}
