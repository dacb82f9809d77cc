using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ControlTower.Data;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>The rows of one order that could not be read.</summary>
/// <param name="File">Header and rows, as a file of their own.</param>
public sealed record RefusedRows(string OrderRef, byte[] File, IReadOnlyList<CsvCellError> Errors);

/// <summary>Keep rows of a file that could not be read: each order's as a message of its own, with a case, so that somebody owns it.</summary>
public sealed record KeepRefusedRows(Guid CommandId, Actor By, string Store, [property: JsonIgnore] IReadOnlyList<RefusedRows> Rows) : ICommand
{
    public static Duty Needs => Duty.CreateOrdersInManualStores;
}

public sealed class KeepRefusedRowsHandler(CommitGate gate)
{
    private const int ReasonCharsMax = 300;

    public Task<Outcome<Committed<RowsRefused>>> HandleAsync(KeepRefusedRows command, CancellationToken cancellationToken) =>
        gate.CommitAsync<KeepRefusedRows, RowsRefused>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);

    private static async Task<Outcome<RowsRefused>> DecideAsync(Work work, KeepRefusedRows command, CancellationToken cancellationToken)
    {
        var keys = command.Rows.Select(KeyOf).ToList();
        var known = await work.Db.InboundMessages.Where(message => message.Store == command.Store && keys.Contains(message.DedupeKey))
            .Select(message => message.DedupeKey).ToListAsync(cancellationToken);
        var fresh = command.Rows.DistinctBy(KeyOf).Where(rows => !known.Contains(KeyOf(rows))).ToList(); // the same file again is no news
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        foreach (var rows in fresh)
        {
            await KeepAsync(work, command.Store, rows, sites, cancellationToken);
        }

        return new RowsRefused(command.Store, command.Rows.Count, fresh.Count);
    }

    private static async Task KeepAsync(Work work, string store, RefusedRows rows, Sites sites, CancellationToken cancellationToken)
    {
        var message = new InboundMessage
        {
            Id = Guid.CreateVersion7(work.Now), Store = store, Door = "csv", Topic = "order", DedupeKey = KeyOf(rows), ReceivedAt = work.Now, Headers = "{}", Body = rows.File,
            ExternalId = rows.OrderRef.Length == 0 ? null : rows.OrderRef,
        };
        var first = rows.Errors[0];
        var reason = string.Join("; ", rows.Errors.Select(error => $"row {error.Row}, {error.Column}: {error.Detail}"));
        message.Became(InboundState.Failed, reason.Length <= ReasonCharsMax ? reason : reason[..ReasonCharsMax], null, work.Now);
        work.Db.InboundMessages.Add(message);
        var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Message, message.Id.ToString(), cancellationToken);
        cases.Open(CaseSubject.Message, message.Id.ToString(), null, new(
            ExceptionCode.MessageUnreadable, null, $"MESSAGE_UNREADABLE:{store}:{first.Column}:{first.Code}", new Dictionary<string, string>
            {
                ["message"] = message.Id.ToString(), ["store"] = store, ["topic"] = "csv", ["orderRef"] = rows.OrderRef, ["path"] = first.Column, ["reason"] = message.Reason!,
            }));
    }

    private static string KeyOf(RefusedRows rows) => "csv:" + Convert.ToHexStringLower(SHA256.HashData(rows.File));
}
