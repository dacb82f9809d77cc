using System.Globalization;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>
/// Money that goes back, whoever moves it: asked for (by a person, or by grading), approved by rule or by somebody else, and sent on its way
/// to the shop that took it; where there is none, to a person who pays by hand.
/// </summary>
public sealed class RefundDesk(OrderDesk desk, Limits limits)
{
    private static readonly ExceptionCode[] s_codes = [ExceptionCode.RefundApproval, ExceptionCode.RefundFailed];

    /// <summary>Opens the request of a return, or changes the amount of the one that waits.</summary>
    /// <param name="by">In whose name it is asked.</param>
    /// <returns>Or <c>returns.over-cap</c>, <c>returns.refund-state</c>.</returns>
    public async Task<Outcome<RefundAsked>> AskAsync(
        Work work, LockedReturn of, CaseBook cases, long amountMinor, (Guid Id, string Name) by, string? why, CancellationToken cancellationToken)
    {
        if (RefundCap.Judge(of.Order, amountMinor, of.RefundedElsewhere) is { } over)
        {
            return over;
        }

        var amount = new Money(amountMinor, of.Order.Currency);
        var refund = of.Own;
        if (refund is null)
        {
            refund = new Refund(Guid.CreateVersion7(work.Now), of.Order.Id, of.Case.Id, amount, by.Id, by.Name, why, work.Now);
            work.Db.Refunds.Add(refund);
            of.Refunds.Add(refund);
        }
        else if (refund.AskAgain(amount, by.Id, by.Name, why) is { } refused)
        {
            return refused;
        }

        var needsApproval = amount.Amount > limits.RefundApprovalAbove;
        var asked = new RefundAsked(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), amount, by.Name, needsApproval);
        work.Also(asked);
        if (needsApproval)
        {
            cases.Open(CaseSubject.Return, of.Case.Id.ToString(), of.Order, new(ExceptionCode.RefundApproval, null, null, Evidence(of, refund, ("askedBy", by.Name))));
            return asked;
        }

        refund.ApproveByRule(work.Now);
        await ApprovedAsync(work, of, cases, refund, cancellationToken);
        return asked;
    }

    /// <summary>Somebody else says yes.</summary>
    /// <returns>Or <c>returns.nothing-asked</c>, <c>returns.self-approval</c>, <c>returns.refund-state</c>, <c>returns.over-cap</c>.</returns>
    public async Task<Outcome<RefundApproved>> ApproveAsync(Work work, LockedReturn of, CaseBook cases, CancellationToken cancellationToken)
    {
        if (of.Own is not { } refund)
        {
            return ReturnRefusals.NothingToApprove(of.Case.Name);
        }

        if ((RefundCap.Judge(of.Order, refund.AmountMinor, of.RefundedElsewhere) ?? refund.Approve(work.By.Id, work.By.Name, work.Now)) is { } refused)
        {
            return refused;
        }

        return await ApprovedAsync(work, of, cases, refund, cancellationToken);
    }

    public Outcome<RefundRefused> Refuse(Work work, LockedReturn of, CaseBook cases, string? why)
    {
        if (of.Own is not { } refund)
        {
            return ReturnRefusals.NothingToApprove(of.Case.Name);
        }

        if (refund.Refuse(work.By.Id, work.By.Name, why, work.Now) is { } refused)
        {
            return refused;
        }

        var happened = new RefundRefused(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), refund.Amount);
        work.Also(happened);
        CloseCases(of, cases, "rejected");
        CloseIfDone(work, of);
        return happened;
    }

    /// <summary>The money is gone: by the shop, or by hand.</summary>
    public Refusal? Executed(Work work, LockedReturn of, CaseBook cases, string reference)
    {
        if (of.Own is not { } refund)
        {
            return ReturnRefusals.NothingToApprove(of.Case.Name);
        }

        if (refund.Execute(reference, work.Now) is { } refused)
        {
            return refused;
        }

        work.Also(new RefundExecuted(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), refund.Amount, reference));
        var before = of.Order.Payment;
        var total = of.Refunds.Where(one => one.State == RefundState.Executed).Sum(one => one.AmountMinor);
        if (of.Order.MovePayment(total >= of.Order.TotalMinor ? PaymentMove.Refund : PaymentMove.RefundPart) && before != of.Order.Payment)
        {
            work.Also(new PaymentMoved(of.Order.Id, desk.NumberOf(of.Order), of.Order.Payment, "refund", before));
        }

        CloseCases(of, cases, "executed");
        CloseIfDone(work, of);
        return null;
    }

    /// <summary>The shop would not: a person must look.</summary>
    public void Failed(Work work, LockedReturn of, CaseBook cases, string error)
    {
        if (of.Own is not { } refund || refund.Fail(error) is not null)
        {
            return;
        }

        work.Also(new RefundFailed(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), refund.Amount, error));
        cases.Open(CaseSubject.Return, of.Case.Id.ToString(), of.Order, new(ExceptionCode.RefundFailed, null, null, Evidence(of, refund, ("error", error))));
    }

    /// <summary>Sends a failed one on its way again.</summary>
    public async Task<Refusal?> RetryAsync(Work work, LockedReturn of, CaseBook cases, CancellationToken cancellationToken)
    {
        if (of.Own is not { } refund)
        {
            return ReturnRefusals.NothingToApprove(of.Case.Name);
        }

        if (!await ShopDesk.CanBeToldAsync(work, of.Order.Store, cancellationToken))
        {
            return ReturnRefusals.ByHandOnly();
        }

        if (refund.Retry() is { } refused)
        {
            return refused;
        }

        work.Also(new RefundRetried(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), refund.Amount));
        var errand = work.Db.ShopErrands.SingleOrDefault(one => one.EffectKey == EffectKey(refund));
        errand?.Again(work.Now);
        CloseCases(of, cases, "retried");
        return null;
    }

    /// <summary>Ends a return whose goods have their place and whose money is settled.</summary>
    public void CloseIfDone(Work work, LockedReturn of)
    {
        if (of.Case.State != ReturnState.Dispositioned || (of.Own is { } refund && RefundFlow.IsOwed(refund.State)) || of.Case.Move(ReturnMove.Close, work.Now) is not null)
        {
            return;
        }

        of.Order.CloseReturn();
        work.Also(new ReturnEnded(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), of.Case.State));
    }

    private async Task<RefundApproved> ApprovedAsync(Work work, LockedReturn of, CaseBook cases, Refund refund, CancellationToken cancellationToken)
    {
        var happened = new RefundApproved(of.Case.Id, of.Case.Name, of.Order.Id, desk.NumberOf(of.Order), refund.Amount, refund.ByRule);
        work.Also(happened);
        CloseCases(of, cases, "approved");
        if (await ShopDesk.CanBeToldAsync(work, of.Order.Store, cancellationToken))
        {
            await ShopDesk.QueueAsync(work, of.Order, ErrandKind.Refund, EffectKey(refund), new
            {
                Return = of.Case.Id, of.Order.ExternalId, Amount = refund.Amount.AmountText, refund.Currency, Reason = of.Case.Name,
                Lines = of.Case.Lines.Where(line => line.Graded > 0)
                    .Select(line => new { Line = of.Order.Lines.Single(known => known.LineNo == line.LineNo).ExternalLineId, Units = line.Graded }),
            }, cancellationToken);
            return happened;
        }

        // Nobody but a person can pay it: it stays approved, with the case of whoever does.
        cases.Open(CaseSubject.Return, of.Case.Id.ToString(), of.Order, new(ExceptionCode.RefundFailed, null, null, Evidence(of, refund, ("byHand", "true"))));
        return happened;
    }

    private static void CloseCases(LockedReturn of, CaseBook cases, string how)
    {
        foreach (var one in cases.Live.Where(one => s_codes.Contains(one.Code) && one.SubjectId == of.Case.Id.ToString()).ToList())
        {
            cases.Close(one, how);
        }
    }

    private Dictionary<string, string> Evidence(LockedReturn of, Refund refund, params (string Key, string Value)[] more)
    {
        var evidence = new Dictionary<string, string>
        {
            ["return"] = of.Case.Name,
            ["amount"] = refund.Amount.AmountText,
            ["currency"] = refund.Currency,
            ["limit"] = limits.RefundApprovalAbove.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var (key, value) in more)
        {
            evidence[key] = value;
        }

        return evidence;
    }

    private static string EffectKey(Refund refund) => $"refund:{refund.Id}";
}
