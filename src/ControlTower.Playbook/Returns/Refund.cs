using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Returns;

/// <summary>Money that goes back. Asked for by one, approved above a limit by another, paid by the shop or by hand.</summary>
public sealed class Refund
{
    private Refund() { }

    public Refund(Guid id, Guid orderId, Guid? returnId, Money amount, Guid requestedBy, string requestedName, string? why, DateTimeOffset now)
    {
        (Id, OrderId, ReturnId, AmountMinor, Currency) = (id, orderId, returnId, amount.Minor, amount.Currency);
        (RequestedBy, RequestedName, Why, RequestedAt, State) = (requestedBy, requestedName, why, now, RefundState.Pending);
    }

    public Guid Id { get; private init; }
    public Guid OrderId { get; private init; }
    public Guid? ReturnId { get; private init; }
    public long AmountMinor { get; private set; }
    public string Currency { get; private init; } = "";
    public RefundState State { get; private set; }
    public Guid RequestedBy { get; private set; }
    public string RequestedName { get; private set; } = "";
    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>Who approved or refused; null while nobody has, or nobody had to.</summary>
    public Guid? DecidedBy { get; private set; }

    public string? DecidedName { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>It was below the limit: the rule approved it.</summary>
    public bool ByRule { get; private set; }

    /// <summary>Of who asked; once somebody decided with a reason, theirs.</summary>
    public string? Why { get; private set; }
    public DateTimeOffset? ExecutedAt { get; private set; }

    /// <summary>The shop's number of it, or what was written by whoever paid by hand.</summary>
    public string? Reference { get; private set; }

    /// <summary>What the gateway said when it refused.</summary>
    public string? Error { get; private set; }

    public Money Amount => new(AmountMinor, Currency);

    /// <summary>Another amount is asked for, by somebody else perhaps: who asked last cannot approve.</summary>
    public Refusal? AskAgain(Money amount, Guid by, string name, string? why)
    {
        if (Move(RefundMove.Ask) is { } refused)
        {
            return refused;
        }

        (AmountMinor, RequestedBy, RequestedName, Why) = (amount.Minor, by, name, why ?? Why);
        return null;
    }

    /// <returns>Null, or <c>returns.self-approval</c>, <c>returns.refund-state</c>.</returns>
    public Refusal? Approve(Guid by, string name, DateTimeOffset now) =>
        by == RequestedBy ? ReturnRefusals.SelfApproval() : Decide(RefundMove.Approve, by, name, now, why: null);

    /// <summary>Below the limit nobody has to look.</summary>
    public Refusal? ApproveByRule(DateTimeOffset now)
    {
        ByRule = true;
        DecidedAt = now;
        return Move(RefundMove.Approve);
    }

    public Refusal? Refuse(Guid by, string name, string? why, DateTimeOffset now) =>
        by == RequestedBy ? ReturnRefusals.SelfApproval() : Decide(RefundMove.Refuse, by, name, now, why);

    public Refusal? Execute(string reference, DateTimeOffset now)
    {
        if (Move(RefundMove.Execute) is { } refused)
        {
            return refused;
        }

        (Reference, ExecutedAt, Error) = (reference, now, null);
        return null;
    }

    public Refusal? Fail(string error)
    {
        Error = error;
        return Move(RefundMove.Fail);
    }

    public Refusal? Retry() => Move(RefundMove.Retry);

    private Refusal? Decide(RefundMove by, Guid who, string name, DateTimeOffset now, string? why)
    {
        if (Move(by) is { } refused)
        {
            return refused;
        }

        (DecidedBy, DecidedName, DecidedAt, Why) = (who, name, now, why ?? Why);
        return null;
    }

    private Refusal? Move(RefundMove by)
    {
        if (RefundFlow.After(State, by) is not { } after)
        {
            return ReturnRefusals.RefundState(State);
        }

        State = after;
        return null;
    }
}
