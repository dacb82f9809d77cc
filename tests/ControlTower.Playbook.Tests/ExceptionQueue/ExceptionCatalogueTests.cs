using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Tests.Schedule;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Tests.Schedule.Sites;

namespace ControlTower.Playbook.Tests.ExceptionQueue;

public sealed class ExceptionCatalogueTests
{
    public static TheoryData<ExceptionCode> EveryCode => [.. Enum.GetValues<ExceptionCode>()];

    [Theory, MemberData(nameof(EveryCode))]
    public void Every_code_has_an_owner_who_may_resolve_it_and_something_to_do(ExceptionCode code)
    {
        var rule = ExceptionCatalogue.Of(code);

        Assert.True(RoleDuties.Has(rule.Owner, Duty.ResolveCases));
        Assert.Contains(rule.Primary, rule.Actions);
        Assert.Contains(rule.Actions, action => !action.LeavesOpen());
    }

    /// <summary>The catalogue again: owner, due, severity.</summary>
    [Theory]
    [InlineData("ADDR_INVALID", Role.OrderOps, "2 bh", Severity.S2)]
    [InlineData("PHONE_INVALID", Role.OrderOps, "2 bh", Severity.S2)]
    [InlineData("SKU_UNKNOWN", Role.OrderOps, "1 bh", Severity.S2)]
    [InlineData("QTY_INVALID", Role.OrderOps, "1 bh", Severity.S2)]
    [InlineData("SHIP_METHOD_INVALID", Role.ShippingCoordinator, "1 bh", Severity.S2)]
    [InlineData("PAY_MISMATCH", Role.OrderOps, "4 bh", Severity.S2)]
    [InlineData("COD_UNCONFIRMED", Role.CustomerSupport, "24 h", Severity.S3)]
    [InlineData("FRAUD_REVIEW", Role.OrderOps, "4 bh", Severity.S2)]
    [InlineData("DUPLICATE_SUSPECT", Role.OrderOps, "2 bh", Severity.S2)]
    [InlineData("NO_STOCK", Role.OrderOps, "4 bh", Severity.S2)]
    [InlineData("PROMISE_BROKEN", Role.OrderOps, "1 bh", Severity.S2)]
    [InlineData("SHORT_PICK", Role.OpsManager, "0.5 h", Severity.S1)]
    [InlineData("WRONG_SCAN_REPEAT", Role.OpsManager, "0.25 h", Severity.S1)]
    [InlineData("LABEL_FAILED", Role.ShippingCoordinator, "0.5 h", Severity.S1)]
    [InlineData("BOOKING_UNKNOWN", Role.ShippingCoordinator, "0.5 h", Severity.S1)]
    [InlineData("CUTOFF_RISK", Role.OpsManager, "now", Severity.S1)]
    [InlineData("NOT_HANDED_OVER", Role.ShippingCoordinator, "shift", Severity.S3)]
    [InlineData("PICKUP_MISSED", Role.ShippingCoordinator, "2 h", Severity.S2)]
    [InlineData("NO_FIRST_SCAN", Role.ShippingCoordinator, "24 h", Severity.S3)]
    [InlineData("TRANSIT_STALLED", Role.CustomerSupport, "8 bh", Severity.S3)]
    [InlineData("NDR", Role.CustomerSupport, "24 h", Severity.S3)]
    [InlineData("RTO_STARTED", Role.CustomerSupport, "24 h", Severity.S3)]
    [InlineData("RETURN_UNDECIDED", Role.PackerQc, "48 bh", Severity.S3)]
    [InlineData("REFUND_APPROVAL", Role.OpsManager, "24 h", Severity.S3)]
    [InlineData("PUTBACK_OPEN", Role.Picker, "shift", Severity.S3)]
    [InlineData("CHANNEL_SILENT", Role.OpsManager, "0.25 h", Severity.S1)]
    [InlineData("WRITEBACK_FAILED", Role.OrderOps, "2 bh", Severity.S2)]
    [InlineData("STATE_STALLED", Role.OpsManager, "shift", Severity.S3)]
    [InlineData("INVARIANT_BROKEN", Role.OpsManager, "now", Severity.S1)]
    [InlineData("CHANGED_AFTER_RELEASE", Role.OrderOps, "0.5 h", Severity.S1)]
    [InlineData("MESSAGE_UNREADABLE", Role.OrderOps, "1 bh", Severity.S2)]
    [InlineData("TRACKING_UNKNOWN", Role.ShippingCoordinator, "24 h", Severity.S3)]
    [InlineData("COURIER_CODE_UNKNOWN", Role.ShippingCoordinator, "24 h", Severity.S3)]
    [InlineData("REFUND_FAILED", Role.OpsManager, "4 bh", Severity.S2)]
    [InlineData("MESSAGE_FAILED", Role.CustomerSupport, "4 bh", Severity.S2)]
    [InlineData("DELIVERED_AFTER_RETURN", Role.ShippingCoordinator, "24 h", Severity.S3)]
    [InlineData("COD_DIFFERENCE", Role.OpsManager, "24 h", Severity.S3)]
    [InlineData("PRIVACY_REQUEST", Role.Administrator, "120 h", Severity.S3)]
    public void A_case_belongs_to_its_owner_and_is_due_when_the_catalogue_says(string code, Role owner, string due, Severity severity)
    {
        var rule = ExceptionCatalogue.Of(ExceptionCodes.Find(code)!.Value);

        Assert.Equal((owner, due, severity), (rule.Owner, Spell(rule.Due), rule.Severity));
    }

    [Theory]
    [InlineData(ExceptionCode.AddrInvalid, "2026-01-08 17:00", "2026-01-11 10:00")] // Thursday → Sunday
    [InlineData(ExceptionCode.ShortPick, "2026-01-08 17:45", "2026-01-08 18:15")] // minutes pass after closing
    [InlineData(ExceptionCode.CodUnconfirmed, "2026-01-08 17:00", "2026-01-09 17:00")]
    [InlineData(ExceptionCode.CutoffRisk, "2026-01-09 12:00", "2026-01-09 12:00")]
    [InlineData(ExceptionCode.PutbackOpen, "2026-01-08 17:00", "2026-01-08 18:00")]
    [InlineData(ExceptionCode.PutbackOpen, "2026-01-08 18:00", "2026-01-11 18:00")]
    public void A_case_falls_due_by_the_clock_of_its_rule(ExceptionCode code, string opened, string due) =>
        Assert.Equal(due, Cairo.Shown(ExceptionCatalogue.DueAt(code, Cairo.At(opened), Cairo)));

    [Fact]
    public void The_suggested_action_comes_first_and_a_case_about_an_order_also_takes_cancel_note_and_done()
    {
        Assert.Equal(
            [CaseAction.Merge, CaseAction.Accept, CaseAction.Verify, CaseAction.CancelOrder, CaseAction.Note, CaseAction.Done],
            ExceptionCatalogue.ActionsFor(ExceptionCode.DuplicateSuspect, isAboutOrder: true));
        Assert.Equal([CaseAction.ReadAgain, CaseAction.Discard], ExceptionCatalogue.ActionsFor(ExceptionCode.MessageUnreadable, isAboutOrder: false));
    }

    [Fact]
    public void Every_action_is_offered_somewhere() =>
        Assert.Empty(Enum.GetValues<CaseAction>().Except(Enum.GetValues<ExceptionCode>().SelectMany(code => ExceptionCatalogue.ActionsFor(code, true))));

    [Fact]
    public void Noting_asking_and_recounting_leave_the_case_open() =>
        Assert.Equal([CaseAction.AskCustomer, CaseAction.Recount, CaseAction.Note], Enum.GetValues<CaseAction>().Where(action => action.LeavesOpen()));

    [Fact]
    public void Overriding_giving_up_discarding_and_deleting_demand_why() =>
        Assert.Equal(
            [
                CaseAction.KeepAddress, CaseAction.AcceptPayment, CaseAction.Discard, CaseAction.Reject, CaseAction.KeepOurs, CaseAction.Override,
                CaseAction.LeaveBehind, CaseAction.Explain, CaseAction.AcceptDifference, CaseAction.Erase, CaseAction.CancelOrder, CaseAction.Done,
            ],
            Enum.GetValues<CaseAction>().Where(action => action.DemandsWhy()));

    [Fact]
    public void An_escalated_case_goes_to_an_ops_manager_one_severity_higher() =>
        Assert.Equal(
            [(Role.OpsManager, Severity.S1), (Role.OpsManager, Severity.S1), (Role.OpsManager, Severity.S2)],
            Enum.GetValues<Severity>().Select(ExceptionCatalogue.Escalate));

    private static string Spell(DueRule due) => due.Clock switch
    {
        DueClock.Now => "now",
        DueClock.EndOfShift => "shift",
        DueClock.Wall => FormattableString.Invariant($"{due.Amount.TotalHours} h"),
        DueClock.Business => FormattableString.Invariant($"{due.Amount.TotalHours} bh"),
    };
}
