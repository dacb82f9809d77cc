using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>Puts a case away until a time, or until something happens to its subject. The reason is kept: who asks later sees it.</summary>
/// <param name="Until">Null where only the event wakes it; then it comes back by itself after <see cref="LongestDays"/> days.</param>
/// <param name="Event">Kind of journal entry, as it travels: <c>paymentMoved</c>.</param>
public sealed record SnoozeCase(Guid CommandId, Guid Case, DateTimeOffset? Until, string? Event, string? Why, Actor By) : ICommand
{
    public const int LongestDays = 14;

    /// <summary>What a case can wait for.</summary>
    public static IReadOnlyList<string> Events { get; } =
    [
        nameof(PaymentMoved), nameof(OrderRetold), nameof(OrderEdited), nameof(StockPromised), nameof(NoteWritten), nameof(MessageReplayed), nameof(OrderCancelled),
    ];

    public static Duty Needs => Duty.WorkCases;

    public static bool DemandsWhy => true;
}

public sealed class SnoozeCaseHandler(CommitGate gate)
{
    public Task<Outcome<Committed<CaseSnoozed>>> HandleAsync(SnoozeCase command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SnoozeCase, CaseSnoozed>(command, async work =>
        {
            var longest = work.Now.AddDays(SnoozeCase.LongestDays);
            var wakesOn = command.Event is null ? null : SnoozeCase.Events.FirstOrDefault(kind => kind.Equals(command.Event, StringComparison.OrdinalIgnoreCase));
            if (command.Event is not null && wakesOn is null)
            {
                return CaseRefusals.EventUnknown(command.Event);
            }

            if (command.Until is null ? wakesOn is null : command.Until <= work.Now || command.Until > longest)
            {
                return CaseRefusals.SnoozeTime();
            }

            if (!(await LockedCase.FindAsync(work, command.Case, cancellationToken)).Decided(out var one, out var refused))
            {
                return refused;
            }

            var until = (command.Until ?? longest).ToUniversalTime();
            one.Snooze(until, wakesOn, command.Why, work.Now);
            return new CaseSnoozed(one.Id, one.Code.Text(), one.OrderId, until, wakesOn);
        }, cancellationToken);
}
