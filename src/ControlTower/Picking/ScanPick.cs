using System.Text.Json;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>Something was scanned on a list: the bin, an item, the tote.</summary>
/// <param name="Scanned">As the scanner told it.</param>
/// <param name="ScanId">Made by the device once for each pull of the trigger; the same one again is not counted again.</param>
/// <param name="Units">Typed beside the scan of an item: so many were taken; null: as many as its barcode means.</param>
public sealed record ScanPick(Guid CommandId, Actor By, Guid List, string Scanned, Guid ScanId, int? Units = null) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

/// <summary>
/// A wrong scan is an ordinary answer: refused in words with what was expected and what was scanned, and counted. Bins and items only move the
/// worker; with the tote the goods leave the shelf, and that is <see cref="LayInTote"/>.
/// </summary>
public sealed class ScanPickHandler(QuickGate gate, LayInTote tote, WrongScans wrong, OrderNumbers numbers)
{
    private const string LogSql = """
        insert into pick_scan (list, scan_id, at, line, actor, step, scanned, code, units, at_bin, in_hand, entry, answer)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::jsonb)
        """;

    private const string StandSql = "update pick_list set at_line = $2, at_bin = $3, in_hand = $4, lease_until = $5 where id = $1";

    /// <returns>Or <c>picking.unknown</c>, <c>picking.not-claimed</c>, <c>picking.claimed</c>, <c>picking.over</c>, <c>picking.scan-id-missing</c>, <c>access.scope</c>.</returns>
    public async Task<Outcome<Committed<ScanTaken>>> HandleAsync(ScanPick command, CancellationToken cancellationToken)
    {
        if (command.ScanId == Guid.Empty)
        {
            return PickingRefusals.ScanIdMissing();
        }

        var scan = ScanReading.Of(command.Scanned);
        ScanPicture? seen = null;
        var outcome = await gate.CommitAsync<ScanPick, ScanTaken>(
            command, batch => ScanLook.Ask(batch, command.List, command.ScanId, scan),
            async (work, reader) =>
            {
                seen = await ScanLook.ReadAsync(reader, scan, numbers.Text, cancellationToken);
                return Decide(work, command, seen, scan);
            }, cancellationToken);
        if (outcome is not { } answered)
        {
            return await tote.HandleAsync(command, scan, seen!.Task!, cancellationToken);
        }

        if (seen is { Task: not null, List: not null } && answered.Decided(out var taken, out _) && taken.Event is { Outcome: ScanOutcome.Refused } refused && WrongScans.IsOneTooMany(refused, seen))
        {
            await wrong.TellAsync(seen.Task, seen.List, refused, seen.WrongBefore + 1, cancellationToken);
        }

        return answered;
    }

    private static Outcome<ScanTaken> Decide(QuickWork work, ScanPick command, ScanPicture seen, ScanReading scan)
    {
        if (seen is { List: { } known, Before: { } before } && work.By.Sees(known.Warehouse))
        {
            // Also when the list is another one's by now: a scan that waited in a broken connection was counted, or it was not.
            work.SameAs(before.Entry);
            var first = JsonSerializer.Deserialize<ScanTaken>(before.Answer, JournalJson.Options)!;
            return first with { Outcome = ScanOutcome.Duplicate, Next = known.State == PickListState.Done ? PickStep.Done : seen.Task?.Step };
        }

        if (ListDesk.Refuse(seen.List, command.List, work.By, work.Now) is { } refused)
        {
            return refused;
        }

        var list = seen.List!;

        if (seen.Task is not { } task)
        {
            return PickingRefusals.NoLine();
        }

        var verdict = task.Judge(scan, seen.Item, seen.Tote, command.Units);
        if (verdict.IsAccepted && task.Kind == StepKind.Tote)
        {
            work.Leave();
            return PickingRefusals.NoLine(); // not answered: the other gate decides
        }

        // A stopped order is left behind: its line comes again when the hold is gone.
        var after = verdict.IsAccepted ? Stand(task, verdict) : task.Held is null ? task : seen.Follows is { Held: null } next ? next : null;
        var taken = new ScanTaken(
            list.Id, list.Number, verdict.IsAccepted ? ScanOutcome.Accepted : ScanOutcome.Refused, task.Kind, verdict.Code, verdict.Text, verdict.Expected, verdict.Scanned,
            verdict.Units, after?.Step);
        work.Write(StandSql, list.Id, after?.Line, after?.AtBin ?? false, after?.InHand ?? 0, work.Now + ListDesk.Lease);
        work.WriteWithEntry(LogSql, entry =>
        [
            list.Id, command.ScanId, work.Now, task.Line, work.By.Id, JsonNamingPolicy.CamelCase.ConvertName(task.Kind.ToString()), scan.Shown, verdict.Code, verdict.Units,
            task.AtBin, task.InHand, entry, JsonSerializer.Serialize(taken, JournalJson.Options),
        ]);
        return taken;
    }

    private static PickTask Stand(PickTask task, ScanVerdict verdict) => task.Kind == StepKind.Bin ? task with { AtBin = true } : task with { InHand = task.InHand + verdict.Units };
}
