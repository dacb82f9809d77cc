using System.Collections.Frozen;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Access.Role;
using static ControlTower.Playbook.ExceptionQueue.CaseAction;
using static ControlTower.Playbook.ExceptionQueue.DueRule;
using static ControlTower.Playbook.Vocabulary.ExceptionCode;

namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>What the playbook says about one kind of case.</summary>
/// <param name="Owner">The role that must solve it.</param>
/// <param name="Actions">What can be done about it in particular; a case about an order also takes <see cref="CaseActions.OfAnyOrder"/>.</param>
/// <param name="Primary">The action that the one big button offers.</param>
/// <param name="Sop">Slug of the procedure to show beside it; null where none is written for it.</param>
public sealed record ExceptionRule(Role Owner, DueRule Due, IReadOnlyList<CaseAction> Actions, CaseAction Primary, string? Sop)
{
    public Severity Severity => Due.Severity;
}

/// <summary>The catalogue: for each code whose it is, by when, and what can be done. One row a code.</summary>
public static class ExceptionCatalogue
{
    private const string Validation = "order-validation";
    private const string Picking = "picking-routine";
    private const string Packing = "packing-checklist";
    private const string Handover = "courier-handover";
    private const string Returns = "returns-intake";
    private const string Refunds = "refund-approval";

    private static readonly FrozenDictionary<ExceptionCode, ExceptionRule> s_table = new Dictionary<ExceptionCode, ExceptionRule>
    {
        // Orders that we do not believe yet.
        [AddrInvalid]          = Row(OrderOps, BusinessHours(2), Validation, CompleteAddress, KeepAddress, AskCustomer),
        [PhoneInvalid]         = Row(OrderOps, BusinessHours(2), Validation, FixPhone, AskCustomer),
        [SkuUnknown]           = Row(OrderOps, BusinessHours(1), Validation, MapSku, DropLine),
        [QtyInvalid]           = Row(OrderOps, BusinessHours(1), Validation, SetUnits, DropLine),
        [ShipMethodInvalid]    = Row(ShippingCoordinator, BusinessHours(1), Validation, MapService),
        [PayMismatch]          = Row(OrderOps, BusinessHours(4), Validation, AcceptPayment, AskCustomer),
        [CodUnconfirmed]       = Row(CustomerSupport, Hours(24), Validation, ConfirmCod, AskCustomer),
        [FraudReview]          = Row(OrderOps, BusinessHours(4), Validation, Accept, Verify, Merge) with { Primary = Verify },
        [DuplicateSuspect]     = Row(OrderOps, BusinessHours(2), Validation, Accept, Verify, Merge) with { Primary = Merge },

        // Promises that cannot be given, or were broken.
        [NoStock]              = Row(OrderOps, BusinessHours(4), Validation, SplitOrder, WaitForStock, Substitute, OtherWarehouse) with { Primary = WaitForStock },
        [PromiseBroken]        = Row(OrderOps, BusinessHours(1), Validation, SplitOrder, WaitForStock, Substitute, OtherWarehouse) with { Primary = OtherWarehouse },
        [ChangedAfterRelease]  = Row(OrderOps, Minutes(30), Validation, Apply, KeepOurs),

        // The floor.
        [ShortPick]            = Row(OpsManager, Minutes(30), Picking, Recount, OtherBin, OtherWarehouse, Backorder, DropLine),
        [WrongScanRepeat]      = Row(OpsManager, Minutes(15), Picking, Recount, OtherBin, Backorder),
        [PutbackOpen]          = Row(Picker, EndOfShift, Picking, PutBack),
        [PackWeight]           = Row(PackerQc, Minutes(10), Packing, Reopen, Override),

        // Couriers.
        [LabelFailed]          = Row(ShippingCoordinator, Minutes(30), Handover, Retry, OtherService, ConfirmBooked, VoidBooking),
        [BookingUnknown]       = Row(ShippingCoordinator, Minutes(30), Handover, Retry, OtherService, ConfirmBooked, VoidBooking) with { Primary = ConfirmBooked },
        [CutoffRisk]           = Row(OpsManager, Now, Handover, ReleaseWave, MoveTruck),
        [NotHandedOver]        = Row(ShippingCoordinator, EndOfShift, Handover, Found, LeaveBehind),
        [PickupMissed]         = Row(ShippingCoordinator, Hours(2), Handover, Rebook),
        [NoFirstScan]          = Row(ShippingCoordinator, Hours(24), Handover, Trace, ClaimLost, TellCustomer),
        [TransitStalled]       = Row(CustomerSupport, BusinessHours(8), Handover, Trace, ClaimLost, TellCustomer),
        [Ndr]                  = Row(CustomerSupport, Hours(24), Handover, NewTime, NewAddress, NewPhone, LetReturn),
        [RtoStarted]           = Row(CustomerSupport, Hours(24), Handover, NewTime, NewAddress, NewPhone, LetReturn),
        [TrackingUnknown]      = Row(ShippingCoordinator, Hours(24), Handover, LinkParcel, MapCode, Discard),
        [CourierCodeUnknown]   = Row(ShippingCoordinator, Hours(24), Handover, LinkParcel, MapCode, Discard) with { Primary = MapCode },
        [DeliveredAfterReturn] = Row(ShippingCoordinator, Hours(24), Handover, Believe),

        // Returns and money.
        [ReturnUndecided]      = Row(PackerQc, BusinessHours(48), Returns, CaseAction.Grade),
        [RefundApproval]       = Row(OpsManager, Hours(24), Refunds, Approve, Reject),
        [RefundFailed]         = Row(OpsManager, BusinessHours(4), Refunds, Retry, PaidByHand),
        [CodDifference]        = Row(OpsManager, Hours(24), Refunds, Claim, AcceptDifference),

        // Channels and messages.
        [ChannelSilent]        = Row(OpsManager, Minutes(15), Validation, SweepNow),
        [MessageUnreadable]    = Row(OrderOps, BusinessHours(1), Validation, ReadAgain, Discard),
        [WritebackFailed]      = Row(OrderOps, BusinessHours(2), Validation, Resend, SetByHand),
        [MessageFailed]        = Row(CustomerSupport, BusinessHours(4), null, Resend, OtherChannel, Called) with { Primary = Called },
        [PrivacyRequest]       = Row(Administrator, Hours(5 * 24), null, Export, Erase),

        // The tower watching itself. A stalled state has no due time of its own in the playbook; it is not left over night.
        [StateStalled]         = Row(OpsManager, EndOfShift, null, Move, Explain),
        [InvariantBroken]      = Row(OpsManager, Now, null, Freeze, Explain),
    }.ToFrozenDictionary();

    public static ExceptionRule Of(ExceptionCode code) => s_table[code];

    /// <returns>UTC.</returns>
    public static DateTimeOffset DueAt(ExceptionCode code, DateTimeOffset openedAt, SiteCalendar calendar) => s_table[code].Due.DueAt(openedAt, calendar);

    /// <summary>What can be done about a case, the suggested one first.</summary>
    public static IReadOnlyList<CaseAction> ActionsFor(ExceptionCode code, bool isAboutOrder)
    {
        var rule = s_table[code];
        return [rule.Primary, .. rule.Actions.Where(action => action != rule.Primary), .. isAboutOrder ? CaseActions.OfAnyOrder : []];
    }

    /// <summary>An escalated case goes to an ops manager, one severity higher.</summary>
    public static (Role Owner, Severity Severity) Escalate(Severity from) => (OpsManager, from switch
    {
        Severity.S3 => Severity.S2,
        Severity.S2 or Severity.S1 => Severity.S1,
    });

    private static ExceptionRule Row(Role owner, DueRule due, string? sop, params CaseAction[] actions) => new(owner, due, actions, actions[0], sop);
}
