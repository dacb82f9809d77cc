using System.Text.Json;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <param name="To">A person's id, sign-in name or name, or a key's; null: nobody.</param>
public sealed record AssignBody(string? To = null);

/// <summary>Until a time, or until an event (<c>paymentMoved</c>, <c>orderRetold</c> …), or whichever comes first.</summary>
public sealed record SnoozeBody(DateTimeOffset? Until = null, string? Event = null, string? Why = null);

public sealed record EscalateBody(string? Why = null);

/// <param name="Values">What the action is told, such as <c>phone</c>.</param>
/// <param name="AllOfCause">For every open case with the same cause.</param>
public sealed record ResolveBody(CaseAction Action, IReadOnlyDictionary<string, JsonElement>? Values = null, string? Why = null, bool AllOfCause = false);

/// <param name="Kind">What it is about: <c>order</c>, <c>message</c>, <c>store</c> …</param>
/// <param name="Number">Of an order.</param>
/// <param name="Id">Of anything else.</param>
public sealed record CaseSubjectBody(CaseSubject Kind, string? Number, string? Id);

/// <param name="Key">The same as its id: the name of its row on a board.</param>
/// <param name="Actions">What can be done; the suggested one first.</param>
/// <param name="Sop">Slug of the procedure; null where none is written.</param>
/// <param name="SameCause">Live cases with the same cause, this one included.</param>
public sealed record CaseBody(
    Guid Id, Guid Key, string? Number, ExceptionCode Code, Severity Severity, CaseSubjectBody Subject, string Text, IReadOnlyDictionary<string, string> Evidence,
    Role OwnerRole, string? Owner, DateTimeOffset OpenedAt, DateTimeOffset FirstOpenedAt, DateTimeOffset DueAt, DateTimeOffset? SnoozedUntil, string? WakesOn,
    CaseState State, bool Escalated, IReadOnlyList<CaseAction> Actions, string? Sop, string CauseKey, int SameCause, int? Line, DateTimeOffset? ResolvedAt,
    string? Resolution, string? Why)
{
    public static CaseBody Of(ReadCase read) => Of(read.Row, read.SameCause);

    public static CaseBody Of(CaseRow row, int sameCause)
    {
        var evidence = EvidenceOf(row.Evidence);
        return new(
            row.Id, row.Id, row.Number, row.Code, row.Severity,
            new(row.SubjectKind, row.Number, row.SubjectKind == CaseSubject.Order ? null : row.SubjectId), CaseText.English(row.Code, evidence), evidence,
            row.OwnerRole, row.OwnerName, row.OpenedAt, row.FirstOpenedAt, row.DueAt, row.SnoozedUntil, row.WakesOn, row.State, row.Escalated,
            row.State == CaseState.Resolved ? [] : row.Actions, ExceptionCatalogue.Of(row.Code).Sop, row.CauseKey, sameCause, row.LineNo, row.ResolvedAt, row.Resolution, row.Why);
    }

    private static Dictionary<string, string> EvidenceOf(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}

/// <param name="Outcome"><c>done</c> or <c>refused</c>.</param>
public sealed record ActedBody(CaseSubjectBody Subject, string Outcome, string? Code, string? Detail)
{
    public static ActedBody Of(ActedOn acted) => new(
        new(acted.Kind, acted.Kind == CaseSubject.Order ? acted.Subject : null, acted.Kind == CaseSubject.Order ? null : acted.Subject),
        acted.Refused is null ? "done" : "refused", acted.Refused?.Code, acted.Refused?.Message);
}

/// <param name="State"><c>open</c> where the action leaves it open; <c>judged</c> where the automatic steps look again and close it.</param>
public sealed record ResolvedBody(IReadOnlyList<ActedBody> Results, string State)
{
    public static ResolvedBody Of(CaseActed acted) => new([.. acted.Results.Select(ActedBody.Of)], acted.StaysOpen ? "open" : "judged");
}
