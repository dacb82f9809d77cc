using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>Somebody on the floor calls for a lead. The walls of the warehouse show it until it is answered.</summary>
/// <param name="Zone">The place, as people call it.</param>
public sealed record CallHelp(Guid CommandId, Actor By, string Warehouse, string Zone, HelpKind Kind, string Text) : ICommand
{
    public static Duty Needs => Duty.RaiseHelpCalls;

    public string? InWarehouse => Warehouse;
}

/// <summary>A lead is on the way.</summary>
public sealed record AnswerHelp(Guid CommandId, Actor By, Guid Call) : ICommand
{
    public static Duty Needs => Duty.AnswerHelpCalls;
}

/// <summary>It is solved, or was none.</summary>
public sealed record CloseHelp(Guid CommandId, Actor By, Guid Call) : ICommand
{
    public static Duty Needs => Duty.RaiseHelpCalls;
}

public sealed class HelpCallsHandler(CommitGate gate)
{
    private const int ZoneMax = 40;
    private const int TextMax = 200;

    /// <returns>Or <c>help.zone-missing</c>, <c>help.text-invalid</c>, <c>picking.warehouse-unknown</c>.</returns>
    public Task<Outcome<Committed<HelpCalled>>> HandleAsync(CallHelp command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CallHelp, HelpCalled>(command, async work =>
        {
            var (zone, text) = (command.Zone.Trim(), command.Text.Trim());
            if (zone.Length is 0 or > ZoneMax || text.Length > TextMax)
            {
                return zone.Length == 0 ? HelpRefusals.PlaceMissing() : HelpRefusals.TextInvalid(zone.Length > ZoneMax ? ZoneMax : TextMax);
            }

            if (!await work.Db.Warehouses.AnyAsync(site => site.Key == command.Warehouse, cancellationToken))
            {
                return PickingRefusals.WarehouseUnknown(command.Warehouse);
            }

            var number = await work.Db.Database.SqlQuery<long>($"select nextval('help_call_number') as \"Value\"").SingleAsync(cancellationToken);
            var call = new HelpCall(Guid.CreateVersion7(work.Now), number, command.Warehouse, zone, command.Kind, text, work.By.Id, work.By.Name, work.Now);
            work.Db.HelpCalls.Add(call);
            return new HelpCalled(call.Id, call.Warehouse, call.Zone, call.Kind);
        }, cancellationToken);

    /// <returns>Or <c>help.unknown</c>, <c>help.answered</c>, <c>help.over</c>, <c>access.scope</c>.</returns>
    public Task<Outcome<Committed<HelpAnswered>>> HandleAsync(AnswerHelp command, CancellationToken cancellationToken) =>
        gate.CommitAsync<AnswerHelp, HelpAnswered>(command, async work =>
            !(await FindAsync(work, command.Call, cancellationToken)).Decided(out var call, out var refused) ? refused
            : call.Answer(work.By.Id, work.By.Name, work.Now) ? new HelpAnswered(call.Id, call.Warehouse, call.Zone)
            : call.State == HelpState.Closed ? HelpRefusals.Over() : HelpRefusals.Answered(call.AnsweredName ?? ""), cancellationToken);

    /// <returns>Or <c>help.unknown</c>, <c>help.over</c>, <c>access.scope</c>.</returns>
    public Task<Outcome<Committed<HelpClosed>>> HandleAsync(CloseHelp command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CloseHelp, HelpClosed>(command, async work =>
            !(await FindAsync(work, command.Call, cancellationToken)).Decided(out var call, out var refused) ? refused
            : call.Close(work.Now) ? new HelpClosed(call.Id, call.Warehouse, call.Zone, (int)(work.Now - call.RaisedAt).TotalMinutes)
            : HelpRefusals.Over(), cancellationToken);

    private static async Task<Outcome<HelpCall>> FindAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var call = await work.Db.HelpCalls.FromSql($"select * from help_call where id = {id} for update").SingleOrDefaultAsync(cancellationToken);
        return call is null ? HelpRefusals.Unknown(id.ToString())
            : !work.By.Sees(call.Warehouse) ? AccessRefusals.OutOfScope(call.Warehouse)
            : call;
    }
}
