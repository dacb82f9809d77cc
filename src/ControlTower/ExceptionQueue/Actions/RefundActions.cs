using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>What the acts on a return's case have in common: its order is locked, its rows are read, and the order is settled afterwards.</summary>
internal abstract class ReturnAction : OrderAction
{
    public sealed override bool ChangesOrder => false;

    public sealed override bool GoesBack => false;

    public sealed override async Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        await PerformAsync(context, (await OfAsync(context, order, one))!, one);
        context.Desk.Finish(context.Work, order, context.Sites, "returned");
    }

    protected abstract Task PerformAsync(ActionContext context, LockedReturn of, ExceptionCase one);

    protected static async Task<LockedReturn?> OfAsync(ActionContext context, SalesOrder order, ExceptionCase one) =>
        Guid.TryParse(one.SubjectId, out var id) ? (await LockedReturn.OfOrderAsync(context.Work, order, context.Cancellation)).Find(of => of.Case.Id == id) : null;
}

/// <summary>Yes or no to money that goes back; never by whoever asked.</summary>
internal sealed class DecideRefund(RefundDesk refunds) : ReturnAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Approve, CaseAction.Reject];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.RefundApproval];

    public override Duty? AlsoNeeds => Duty.ApproveRefunds;

    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one) =>
        await OfAsync(context, order, one) is not { Own: { } refund } ? ReturnRefusals.NothingToApprove(one.SubjectId)
        : refund.RequestedBy == context.Work.By.Id ? ReturnRefusals.SelfApproval()
        : refund.State != RefundState.Pending ? ReturnRefusals.RefundState(refund.State)
        : null;

    protected override async Task PerformAsync(ActionContext context, LockedReturn of, ExceptionCase one)
    {
        if (context.Action == CaseAction.Approve)
        {
            await refunds.ApproveAsync(context.Work, of, context.Cases, context.Cancellation);
        }
        else
        {
            refunds.Refuse(context.Work, of, context.Cases, context.Why);
        }
    }
}

/// <summary>A refund that the shop would not pay: tried again, or paid by hand.</summary>
internal sealed class MendRefund(RefundDesk refunds) : ReturnAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Retry, CaseAction.PaidByHand];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.RefundFailed];

    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (await OfAsync(context, order, one) is not { Own: { } refund })
        {
            return ReturnRefusals.NothingToApprove(one.SubjectId);
        }

        return context.Action == CaseAction.PaidByHand
            ? context.Text("reference") is null ? CaseRefusals.ValueMissing("reference", "Write down the reference of the payment.")
                : refund.State is RefundState.Approved or RefundState.Failed ? null : ReturnRefusals.RefundState(refund.State)
            : !await ShopDesk.CanBeToldAsync(context.Work, order.Store, context.Cancellation) ? ReturnRefusals.ByHandOnly()
            : refund.State == RefundState.Failed ? null : ReturnRefusals.RefundState(refund.State);
    }

    protected override async Task PerformAsync(ActionContext context, LockedReturn of, ExceptionCase one)
    {
        if (context.Action == CaseAction.PaidByHand)
        {
            refunds.Executed(context.Work, of, context.Cases, context.Text("reference")!);
        }
        else
        {
            await refunds.RetryAsync(context.Work, of, context.Cases, context.Cancellation);
        }
    }
}

/// <summary>What came back is graded from its case: all of it alike.</summary>
internal sealed class GradeFromCase(ReturnDesk returns) : ReturnAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Grade];

    public override Duty? AlsoNeeds => Duty.ReceiveReturns;

    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        if (Of<Grade>(context, "grade") is not { } grade)
        {
            return CaseRefusals.ValueMissing("grade", "Say in what condition it is: new, used or damaged.");
        }

        var disposition = Of<Disposition>(context, "disposition") ?? ReturnRules.Usual(grade);
        return !ReturnRules.Allows(grade, disposition) ? ReturnRefusals.WrongDisposition(grade, disposition)
            : await OfAsync(context, order, one) is { } of && of.Case.State == ReturnState.Received ? null
            : ReturnRefusals.Unknown(one.SubjectId);
    }

    protected override Task PerformAsync(ActionContext context, LockedReturn of, ExceptionCase one)
    {
        var grade = Of<Grade>(context, "grade")!.Value;
        var disposition = Of<Disposition>(context, "disposition") ?? ReturnRules.Usual(grade);
        return returns.GradeAsync(
            context.Work, of, context.Cases,
            [.. of.Case.Lines.Where(line => line.Received > line.Graded).Select(line => new AskedGrade(line.LineNo, line.Received - line.Graded, grade, disposition))],
            context.Cancellation);
    }

    private static TEnum? Of<TEnum>(ActionContext context, string name)
        where TEnum : struct, Enum => Enum.TryParse<TEnum>(context.Text(name), ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
