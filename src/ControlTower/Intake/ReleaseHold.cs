using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>Let an order go on. Where a rule had placed the hold, the person accepts what it found, so that it is not placed again.</summary>
public sealed record ReleaseHold(Guid CommandId, Actor By, Guid Order, Guid Hold, string? Why) : ICommand
{
    public static Duty Needs => Duty.ReleaseHolds;

    public static bool DemandsWhy => true;
}

public sealed class ReleaseHoldHandler(CommitGate gate, OrderDesk desk)
{
    /// <returns>Or <c>orders.unknown</c>, <c>orders.over</c>, <c>holds.unknown</c>, <c>holds.already-released</c>, <c>holds.needs-fix</c>, <c>access.duty</c>.</returns>
    public Task<Outcome<Committed<HoldReleased>>> HandleAsync(ReleaseHold command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReleaseHold, HoldReleased>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<HoldReleased>> DecideAsync(Work work, ReleaseHold command, CancellationToken cancellationToken)
    {
        if (!(await LockedOrder.FindAsync(work, command.Order, desk, cancellationToken)).Decided(out var order, out var refused))
        {
            return refused;
        }

        if (order.Holds.Find(one => one.Id == command.Hold) is not { } hold)
        {
            return HoldRefusals.Unknown(command.Hold.ToString());
        }

        if (Refuse(work.By, order, hold) is { } no)
        {
            return no;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        if (FindingOf(hold) is { } finding)
        {
            order.Accept(finding.Text());
            var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
            foreach (var one in cases.Live.Where(one => one.Code == finding).ToList())
            {
                cases.Close(one, "released", command.Why);
            }
        }

        SalesOrder.Release(hold, work.Now, work.By.Id, command.Why);
        order.GoTo(ConveyorStep.Screen);
        desk.Finish(work, order, sites, "released");
        return new HoldReleased(order.Id, desk.NumberOf(order), hold.Type, hold.Source, (int)(work.Now - hold.PlacedAt).TotalMinutes);
    }

    private Refusal? Refuse(Actor by, SalesOrder order, Hold hold) =>
        !hold.IsOpen ? HoldRefusals.AlreadyReleased()
        : order.IsOver ? OrderRefusals.Over(desk.NumberOf(order), order.Headline)
        : !HoldRules.MayRelease(by, hold.Type) ? HoldRefusals.NotYours(hold.Type)
        : FixOf(hold) is { } fix ? HoldRefusals.NeedsFix(hold.Type, fix)
        : null;

    /// <summary>What a rule's hold waits for, where no person's word can stand for it.</summary>
    private static string? FixOf(Hold hold) => (hold.Source, hold.Type) switch
    {
        (HoldSources.Screening, HoldType.Cooling or HoldType.Payment) => "when the payment comes.",
        (HoldSources.Validation, HoldType.Sku) => "map or drop the line that is not in the catalogue, or correct its units.",
        (HoldSources.Validation, HoldType.ShippingMethod) => "map the way of shipping.",
        (HoldSources.Validation, HoldType.Customer) => "confirm the cash on delivery, or cancel.",
        (HoldSources.Allocation, _) => "when stock arrives, or split the order.",
        _ => null,
    };

    /// <summary>The finding that a person accepts by releasing the hold; null for a hold that no rule had placed.</summary>
    private static ExceptionCode? FindingOf(Hold hold) => (hold.Source, hold.Type) switch
    {
        (HoldSources.Screening, HoldType.Fraud) => ExceptionCode.FraudReview,
        (HoldSources.Duplicate, _) => ExceptionCode.DuplicateSuspect,
        (HoldSources.Validation or HoldSources.Customer, HoldType.Address) => ExceptionCode.AddrInvalid,
        (HoldSources.Validation, HoldType.Phone) => ExceptionCode.PhoneInvalid,
        (HoldSources.Validation, HoldType.Payment) => ExceptionCode.PayMismatch,
        (HoldSources.Shop, _) => ExceptionCode.StateStalled,
        _ => null,
    };
}
