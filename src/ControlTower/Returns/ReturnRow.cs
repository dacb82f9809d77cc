using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Returns;

/// <summary>One return as lists show it.</summary>
/// <param name="What">Name of its first line, and how many lines there are more.</param>
/// <param name="DueAt">When it should be graded, or its refund decided; null: nothing waits for us.</param>
/// <param name="PaidMinor">What the customer paid for the goods that come back.</param>
/// <param name="Refund">None where nothing was asked for.</param>
/// <param name="RequestedBy">Who asked for the money, and so cannot approve it.</param>
public sealed record ReturnRow(
    Guid Id, string Name, Guid OrderId, string Order, string Warehouse, ReturnKind Kind, ReturnSource Source, ReturnState State, DateTimeOffset StateSince,
    DateTimeOffset OpenedAt, DateTimeOffset? EndedAt, string What, int MoreLines, int Units, ReturnReason Reason, DateTimeOffset? DueAt, string Currency, long PaidMinor,
    RefundState Refund, long RefundMinor, Guid? RequestedBy, string? RequestedName, string? RefundError)
{
    /// <summary>Where it stands among the tabs of the screen.</summary>
    public ReturnPlace Place =>
        Refund is RefundState.Pending or RefundState.Failed || (Refund == RefundState.Approved && RefundError is null && State == ReturnState.Dispositioned) ? ReturnPlace.RefundWaits
        : State == ReturnState.Received ? ReturnPlace.ToGrade
        : ReturnFlow.IsOpen(State) ? ReturnPlace.OnTheWay
        : ReturnPlace.Ended;

    /// <summary>Its procedure is the one of this kind of case.</summary>
    public ExceptionCode Procedure =>
        WaitsForYes ? ExceptionCode.RefundApproval : Place == ReturnPlace.RefundWaits ? ExceptionCode.RefundFailed : ExceptionCode.ReturnUndecided;

    /// <summary>Somebody other than who asked has to say yes or no.</summary>
    public bool WaitsForYes => Refund == RefundState.Pending;
}

public enum ReturnPlace { ToGrade, OnTheWay, RefundWaits, Ended }
