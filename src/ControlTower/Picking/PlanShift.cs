using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <param name="Station">"pick", "pack" …</param>
public sealed record StationCount(string Station, int Count, string? Zone = null);

/// <summary>Who works from then to then, at what. The same warehouse and times again replace what was planned.</summary>
public sealed record PlanShift(Guid CommandId, Actor By, string Warehouse, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<StationCount> People) : ICommand
{
    public static Duty Needs => Duty.AnswerHelpCalls; // the leads of the floor

    public string? InWarehouse => Warehouse;
}

public sealed class PlanShiftHandler(CommitGate gate)
{
    private const int StationsMax = 50;
    private const int PeopleMax = 1_000;
    private const int WordMax = 40;
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(24);

    /// <returns>Or <c>shifts.value-invalid</c>, <c>picking.warehouse-unknown</c>.</returns>
    public Task<Outcome<Committed<ShiftPlanned>>> HandleAsync(PlanShift command, CancellationToken cancellationToken) =>
        gate.CommitAsync<PlanShift, ShiftPlanned>(command, async work =>
        {
            if (Refuse(command) is { } refused)
            {
                return refused;
            }

            if (!await work.Db.Warehouses.AnyAsync(site => site.Key == command.Warehouse, cancellationToken))
            {
                return PickingRefusals.WarehouseUnknown(command.Warehouse);
            }

            await work.Db.Shifts.Where(shift => shift.Warehouse == command.Warehouse && shift.StartsAt == command.From && shift.EndsAt == command.To).ExecuteDeleteAsync(cancellationToken);
            work.Db.Shifts.AddRange(command.People.Select(one => new Shift(Guid.CreateVersion7(work.Now), command.Warehouse, command.From, command.To, one.Station, one.Zone, one.Count)));
            return new ShiftPlanned(command.Warehouse, command.From, command.To, command.People.Sum(one => one.Count));
        }, cancellationToken);

    private static Refusal? Refuse(PlanShift command)
    {
        if (command.From >= command.To || command.To - command.From > s_longest)
        {
            return HelpRefusals.ShiftInvalid("to", "A shift ends after it begins, and within 24 hours.");
        }

        if (command.People.Count is 0 or > StationsMax)
        {
            return HelpRefusals.ShiftInvalid("people", $"Name 1 to {StationsMax} stations.");
        }

        for (var at = 0; at < command.People.Count; at++)
        {
            var one = command.People[at];
            if (one is null || one.Station.Length is 0 or > WordMax || one.Zone?.Length > WordMax || one.Count is < 1 or > PeopleMax)
            {
                return HelpRefusals.ShiftInvalid($"people[{at}]", $"A station is named in up to {WordMax} characters, with 1 to {PeopleMax} people.");
            }
        }

        return null;
    }
}
