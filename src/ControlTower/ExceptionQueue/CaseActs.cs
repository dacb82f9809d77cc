using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue;

/// <summary>The same act for many cases, one command each: what one of them refuses does not stop the others, and the first refusal is told.</summary>
public sealed class CaseActs(ClaimCaseHandler claim, AssignCaseHandler assign, SnoozeCaseHandler snooze, EscalateCaseHandler escalate, ResolveCaseHandler resolve)
{
    /// <summary>So many at once.</summary>
    public const int Most = 100;

    /// <summary>What can be performed here and this person may do, the suggested one first.</summary>
    public IReadOnlyList<CaseAction> OfferedTo(Actor who, CaseRow one)
    {
        var isAboutOrder = one.OrderId is not null;
        return [.. one.Actions.Where(action => resolve.Performs(action, one.Code, isAboutOrder) && resolve.RefuseActor(who, action, one.Code, one.OwnerRole, isAboutOrder) is null)];
    }

    public Task<Refusal?> ClaimAsync(IReadOnlyList<CaseRow> cases, Actor by) =>
        EachAsync(cases, one => claim.HandleAsync(new(Guid.CreateVersion7(), one.Id, by), default));

    /// <param name="to">Null: to nobody.</param>
    public Task<Refusal?> GiveAsync(IReadOnlyList<CaseRow> cases, string? to, Actor by) =>
        EachAsync(cases, one => assign.HandleAsync(new(Guid.CreateVersion7(), one.Id, to, by), default));

    public Task<Refusal?> SnoozeAsync(IReadOnlyList<CaseRow> cases, DateTimeOffset? until, string? wakesOn, string? why, Actor by) =>
        EachAsync(cases, one => snooze.HandleAsync(new(Guid.CreateVersion7(), one.Id, until, wakesOn, why, by), default));

    public Task<Refusal?> EscalateAsync(IReadOnlyList<CaseRow> cases, string? why, Actor by) =>
        EachAsync(cases, one => escalate.HandleAsync(new(Guid.CreateVersion7(), one.Id, why, by), default));

    public Task<Refusal?> NoteAsync(IReadOnlyList<CaseRow> cases, string text, Actor by) =>
        EachAsync([.. cases.Where(one => one.OrderId is not null)], one => resolve.HandleAsync(
            new(Guid.CreateVersion7(), one.Id, CaseAction.Note, new Dictionary<string, string> { ["text"] = text }, null, false, by), default));

    /// <summary>One action for each of them, every order by itself.</summary>
    /// <returns>What was done, and why the first that was not was refused.</returns>
    public async Task<(IReadOnlyList<Guid> Done, Refusal? Refused)> ResolveAsync(
        IReadOnlyList<CaseRow> cases, CaseAction action, IReadOnlyDictionary<string, string> values, string? why, Actor by)
    {
        var done = new List<Guid>();
        var refused = await EachAsync(cases, async one =>
        {
            var outcome = await resolve.HandleAsync(new(Guid.CreateVersion7(), one.Id, action, values, why, false, by), default);
            if (outcome.Decided(out _, out _))
            {
                done.Add(one.Id);
            }

            return outcome;
        });
        return (done, refused);
    }

    private static async Task<Refusal?> EachAsync<TEvent>(IReadOnlyList<CaseRow> cases, Func<CaseRow, Task<Outcome<Committed<TEvent>>>> act)
        where TEvent : class, IJournaled
    {
        Refusal? first = null;
        foreach (var one in cases)
        {
            if (!(await act(one)).Decided(out _, out var refused))
            {
                first ??= refused;
            }
        }

        return first;
    }
}
