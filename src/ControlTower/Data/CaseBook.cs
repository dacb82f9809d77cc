using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What a rule found, as a case is made of it.</summary>
/// <param name="CauseKey">Cases with the same key have the same cause; null: the code and the subject.</param>
/// <param name="Evidence">What the rule saw, without personal data.</param>
public sealed record CaseFinding(ExceptionCode Code, int? Line, string? CauseKey, IReadOnlyDictionary<string, string> Evidence);

/// <summary>
/// The open cases of the subjects of one transaction: opens what a rule finds, keeps what it finds again, closes what it no longer finds.
/// A case that comes back keeps the time of its first opening.
/// </summary>
public sealed class CaseBook
{
    private readonly Work _work;
    private readonly Sites _sites;
    private readonly List<ExceptionCase> _cases;

    private CaseBook(Work work, Sites sites, List<ExceptionCase> cases) => (_work, _sites, _cases) = (work, sites, cases);

    public IEnumerable<ExceptionCase> Live => _cases.Where(one => one.IsLive);

    /// <summary>Locks and reads the cases of these orders, ended ones included.</summary>
    public static async Task<CaseBook> OfOrdersAsync(Work work, Sites sites, IReadOnlyCollection<Guid> orders, CancellationToken cancellationToken)
    {
        var ids = orders.ToArray();
        var cases = await work.Db.Cases.FromSql($"select * from exception_case where order_id = any({ids}) order by id for update").ToListAsync(cancellationToken);
        return new(work, sites, cases);
    }

    /// <summary>The same for things that are no orders.</summary>
    public static async Task<CaseBook> OfSubjectAsync(Work work, Sites sites, CaseSubject kind, string id, CancellationToken cancellationToken)
    {
        var stored = JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
        var cases = await work.Db.Cases.FromSql($"select * from exception_case where subject_kind = {stored} and subject_id = {id} order by id for update")
            .ToListAsync(cancellationToken);
        return new(work, sites, cases);
    }

    /// <summary>The open cases of one kind that are not about orders.</summary>
    public static async Task<CaseBook> OfCodeAsync(Work work, Sites sites, ExceptionCode code, CancellationToken cancellationToken)
    {
        var stored = code.Text();
        var cases = await work.Db.Cases.FromSql($"select * from exception_case where code = {stored} and order_id is null and state <> 'resolved' order by id for update").ToListAsync(cancellationToken);
        return new(work, sites, cases);
    }

    /// <returns>The open case, new or found again.</returns>
    public ExceptionCase Open(SalesOrder order, CaseFinding found) => Open(CaseSubject.Order, order.Id.ToString(), order, found);

    public ExceptionCase Open(CaseSubject kind, string subjectId, SalesOrder? order, CaseFinding found)
    {
        var evidence = JsonSerializer.Serialize(found.Evidence, JournalJson.Options);
        var causeKey = found.CauseKey ?? $"{found.Code.Text()}:{subjectId}";
        var same = _cases.Where(one => one.Code == found.Code && one.SubjectKind == kind && one.SubjectId == subjectId && one.LineNo == found.Line).ToList();
        if (same.Find(one => one.IsLive) is { } open)
        {
            if (open.SeenAgain(causeKey, evidence))
            {
                _work.Also(new CaseSeenAgain(open.Id, open.Code.Text(), open.OrderId));
            }

            return open;
        }

        var rule = ExceptionCatalogue.Of(found.Code);
        var calendar = _sites.CalendarFor(order?.Groups.Find(group => group.IsLive)?.Warehouse, order?.Contact.Country ?? "");
        var opened = ExceptionCase.Open(
            Guid.CreateVersion7(_work.Now), found.Code, kind, subjectId, order?.Id, found.Line, causeKey, evidence, rule.Owner, rule.Severity, _work.Now,
            ExceptionCatalogue.DueAt(found.Code, _work.Now, calendar), same.Count == 0 ? null : same.Min(one => one.FirstOpenedAt));
        _work.Db.Cases.Add(opened);
        _cases.Add(opened);
        _work.Also(new CaseOpened(opened.Id, opened.Code.Text(), opened.OrderId, opened.OwnerRole, opened.Severity, opened.DueAt, opened.LineNo));
        return opened;
    }

    /// <summary>Ends a case, and says how.</summary>
    public void Close(ExceptionCase one, string resolution, string? why = null)
    {
        one.Resolve(resolution, why, _work.By.Id, _work.Now);
        _work.Also(new CaseResolved(one.Id, one.Code.Text(), one.OrderId, resolution, (int)(_work.Now - one.OpenedAt).TotalMinutes));
    }

    /// <summary>A rule looked at an order again: what it finds is open, and of what it may find, the rest is closed.</summary>
    public void Settle(SalesOrder order, IReadOnlyCollection<ExceptionCode> ofRule, IReadOnlyCollection<CaseFinding> found)
    {
        foreach (var one in found)
        {
            Open(order, one);
        }

        foreach (var gone in Live.Where(one => one.OrderId == order.Id && ofRule.Contains(one.Code)
                                               && !found.Any(still => still.Code == one.Code && still.Line == one.LineNo)).ToList())
        {
            Close(gone, "mended");
        }
    }

    public void CloseAll(SalesOrder order, string resolution)
    {
        foreach (var one in Live.Where(one => one.OrderId == order.Id).ToList())
        {
            Close(one, resolution);
        }
    }
}
