namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>What can be done about a case; travels in camel case. Choosing one performs it.</summary>
public enum CaseAction
{
    FixPhone, AskCustomer, CompleteAddress, KeepAddress, MapSku, DropLine, SetUnits, MapService, AcceptPayment, ConfirmCod, Accept, Verify, Merge,
    SplitOrder, WaitForStock, Substitute, OtherWarehouse, Recount, OtherBin, Backorder, Retry, OtherService, ConfirmBooked, VoidBooking, NewTime,
    NewAddress, NewPhone, LetReturn, ReadAgain, Discard, LinkParcel, MapCode, Approve, Reject, PaidByHand, Apply, KeepOurs, Reopen, Override,
    ReleaseWave, MoveTruck, Found, LeaveBehind, Rebook, Trace, ClaimLost, TellCustomer, Grade, PutBack, SweepNow, Resend, SetByHand, OtherChannel,
    Called, Move, Explain, Freeze, Believe, Claim, AcceptDifference, Export, Erase, CancelOrder, Note, Done,
}

public static class CaseActions
{
    /// <summary>These three are open to every case about an order.</summary>
    public static IReadOnlyList<CaseAction> OfAnyOrder { get; } = [CaseAction.CancelOrder, CaseAction.Note, CaseAction.Done];

    /// <summary>Overriding, giving up, discarding and deleting demand the reason in the actor's words.</summary>
    public static bool DemandsWhy(this CaseAction action) => action is
        CaseAction.KeepAddress or CaseAction.AcceptPayment or CaseAction.Discard or CaseAction.Reject or CaseAction.KeepOurs or CaseAction.Override
        or CaseAction.LeaveBehind or CaseAction.Explain or CaseAction.AcceptDifference or CaseAction.Erase or CaseAction.CancelOrder or CaseAction.Done;

    /// <summary>The case is still open afterwards: something was asked or noted, nothing is solved yet.</summary>
    public static bool LeavesOpen(this CaseAction action) => action is CaseAction.Note or CaseAction.AskCustomer or CaseAction.Recount;
}
