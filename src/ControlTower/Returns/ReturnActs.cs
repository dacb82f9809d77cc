using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Npgsql;

namespace ControlTower.Returns;

/// <summary>A customer's own request is granted: they may send it.</summary>
public sealed record AuthoriseReturn(Guid CommandId, Actor By, Guid Return) : ICommand
{
    public static Duty Needs => Duty.OpenReturns;
}

/// <summary>Goods stand at the dock and were scanned.</summary>
/// <param name="Units">By line of the order.</param>
/// <param name="Warehouse">Where they stand; null: where they were expected.</param>
public sealed record ReceiveReturn(Guid CommandId, Actor By, Guid Return, IReadOnlyDictionary<int, int> Units, string? Warehouse) : ICommand
{
    public static Duty Needs => Duty.ReceiveReturns;

    public string? InWarehouse => Warehouse;
}

/// <summary>Somebody looked at what came back: condition, place, photo.</summary>
public sealed record GradeReturn(Guid CommandId, Actor By, Guid Return, IReadOnlyList<AskedGrade> Lines) : ICommand
{
    public static Duty Needs => Duty.ReceiveReturns;
}

/// <summary>It is not taken back.</summary>
public sealed record RejectReturn(Guid CommandId, Actor By, Guid Return, string? Why) : ICommand
{
    public static Duty Needs => Duty.ReceiveReturns;

    public static bool DemandsWhy => true;
}

/// <summary>Money is asked for without goods, or another amount than was asked before.</summary>
public sealed record AskRefund(Guid CommandId, Actor By, Guid Return, decimal Amount, string? Why) : ICommand
{
    public static Duty Needs => Duty.RequestRefunds;

    public static bool DemandsWhy => true;
}

public sealed record ApproveRefund(Guid CommandId, Actor By, Guid Return) : ICommand
{
    public static Duty Needs => Duty.ApproveRefunds;
}

public sealed record RefuseRefund(Guid CommandId, Actor By, Guid Return, string? Why) : ICommand
{
    public static Duty Needs => Duty.ApproveRefunds;

    public static bool DemandsWhy => true;
}

/// <summary>Every act on a return that is there already: locked with its order, done, and its order settled.</summary>
public sealed class ReturnActsHandler(CommitGate gate, OrderDesk desk, ReturnDesk returns, RefundDesk refunds, ReturnExchange exchange, Limits limits, NpgsqlDataSource database)
{
    /// <returns>Or <c>returns.unknown</c>, <c>returns.state</c>.</returns>
    public Task<Outcome<Committed<ReturnAuthorised>>> HandleAsync(AuthoriseReturn command, CancellationToken cancellationToken) =>
        CommitAsync<AuthoriseReturn, ReturnAuthorised>(command, command.Return, (work, of, _) => Task.FromResult(
            of.Case.Move(ReturnMove.Authorise, work.Now) is { } refused
                ? refused
                : (Outcome<ReturnAuthorised>)new ReturnAuthorised(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order))), cancellationToken);

    /// <returns>Or <c>returns.state</c>, <c>returns.line-unknown</c>, <c>returns.not-shipped</c>, <c>returns.lines-missing</c>.</returns>
    public Task<Outcome<Committed<ReturnReceived>>> HandleAsync(ReceiveReturn command, CancellationToken cancellationToken) =>
        CommitAsync<ReceiveReturn, ReturnReceived>(command, command.Return, async (work, of, cases) =>
        {
            var units = command.Units.Where(line => line.Value > 0).ToDictionary();
            return units.Count == 0
                ? ReturnRefusals.LinesMissing()
                : await returns.ReceiveAsync(work, of, cases, command.Warehouse ?? of.Case.Warehouse, units, cancellationToken);
        }, cancellationToken);

    /// <returns>Or <c>returns.state</c>, <c>returns.not-received</c>, <c>returns.disposition</c>.</returns>
    public Task<Outcome<Committed<ReturnGraded>>> HandleAsync(GradeReturn command, CancellationToken cancellationToken) =>
        CommitAsync<GradeReturn, ReturnGraded>(command, command.Return, async (work, of, cases) =>
        {
            var graded = await returns.GradeAsync(work, of, cases, command.Lines, cancellationToken);
            if (graded.Decided(out _, out _) && of.Case is { Kind: ReturnKind.Exchange, ExchangeOrder: null, IsOpen: false })
            {
                await exchange.SendAsync(work, of, cancellationToken);
            }

            return graded;
        }, cancellationToken);

    /// <returns>Or <c>returns.state</c>.</returns>
    public Task<Outcome<Committed<ReturnEnded>>> HandleAsync(RejectReturn command, CancellationToken cancellationToken) =>
        CommitAsync<RejectReturn, ReturnEnded>(command, command.Return, (work, of, cases) =>
        {
            var ended = returns.Reject(work, of, command.Why);
            if (ended.Decided(out _, out _))
            {
                foreach (var one in cases.Live.Where(one => one.SubjectId == of.Case.Id.ToString()).ToList())
                {
                    cases.Close(one, "rejected", command.Why);
                }
            }

            return Task.FromResult(ended);
        }, cancellationToken);

    /// <returns>Or <c>returns.amount</c>, <c>returns.over-cap</c>, <c>returns.refund-state</c>.</returns>
    public Task<Outcome<Committed<RefundAsked>>> HandleAsync(AskRefund command, CancellationToken cancellationToken) =>
        CommitAsync<AskRefund, RefundAsked>(command, command.Return, async (work, of, cases) =>
            command.Amount is <= 0 or > 1_000_000_000m
                ? ReturnRefusals.AmountInvalid()
                : await refunds.AskAsync(
                    work, of, cases, Money.From(command.Amount, of.Order.Currency).Minor, (work.By.Id, work.By.Name), command.Why, cancellationToken), cancellationToken);

    /// <returns>Or <c>returns.nothing-asked</c>, <c>returns.self-approval</c>, <c>returns.over-cap</c>, <c>returns.refund-state</c>.</returns>
    public Task<Outcome<Committed<RefundApproved>>> HandleAsync(ApproveRefund command, CancellationToken cancellationToken) =>
        CommitAsync<ApproveRefund, RefundApproved>(command, command.Return, (work, of, cases) => refunds.ApproveAsync(work, of, cases, cancellationToken), cancellationToken);

    /// <returns>Or <c>returns.nothing-asked</c>, <c>returns.self-approval</c>, <c>returns.refund-state</c>.</returns>
    public Task<Outcome<Committed<RefundRefused>>> HandleAsync(RefuseRefund command, CancellationToken cancellationToken) =>
        CommitAsync<RefuseRefund, RefundRefused>(
            command, command.Return, (work, of, cases) => Task.FromResult(refunds.Refuse(work, of, cases, command.Why)), cancellationToken);

    private async Task<Outcome<Committed<TEvent>>> CommitAsync<TCommand, TEvent>(
        TCommand command, Guid id, Func<Work, LockedReturn, CaseBook, Task<Outcome<TEvent>>> act, CancellationToken cancellationToken)
        where TCommand : ICommand
        where TEvent : class, IJournaled
    {
        await limits.LoadAsync(database, cancellationToken);
        return await gate.CommitAsync<TCommand, TEvent>(command, async work =>
        {
            if (!(await LockedReturn.FindAsync(work, id, cancellationToken)).Decided(out var of, out var unknown))
            {
                return unknown;
            }

            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, sites, [of.Order.Id], cancellationToken);
            var outcome = await act(work, of, cases);
            if (outcome.Decided(out _, out _))
            {
                desk.Finish(work, of.Order, sites, "returned");
            }

            return outcome;
        }, cancellationToken);
    }
}
