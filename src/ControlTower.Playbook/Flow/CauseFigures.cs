using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Flow;

/// <summary>A case as boards that count need it.</summary>
/// <param name="Number">Of its order; null where it is about none.</param>
/// <param name="IsOwned">Somebody has taken it.</param>
public sealed record StandingCase(ExceptionCode Code, string CauseKey, string? Number, Role OwnerRole, bool IsOwned, DateTimeOffset DueAt);

/// <summary>Cases with one cause, which one act solves.</summary>
/// <param name="Number">Of the only order; null where there are several or none.</param>
/// <param name="DueAt">Of the case that runs out first.</param>
/// <param name="IsOwned">Somebody has taken every one of them.</param>
public sealed record Cause(ExceptionCode Code, string Key, int Orders, string? Number, Role OwnerRole, bool IsOwned, DateTimeOffset DueAt)
{
    /// <summary>What to do next.</summary>
    public CaseAction Next => ExceptionCatalogue.Of(Code).Primary;
}

/// <summary>What is wrong now, the oldest breach first and of equals what nobody has taken.</summary>
/// <param name="Orders">Orders with at least one open case.</param>
public sealed record CauseFigures(IReadOnlyList<Cause> Causes, int Orders, int Late, int AtRisk, int LateWithoutOwner)
{
    public static CauseFigures Of(IEnumerable<StandingCase> cases, DateTimeOffset now)
    {
        var all = cases.ToList();
        List<Cause> causes = [.. all.GroupBy(one => (one.Code, one.CauseKey)).Select(CauseOf).OrderBy(cause => cause.DueAt).ThenBy(cause => cause.IsOwned)];
        return new(
            causes, NumbersOf(all).Count, causes.Count(cause => cause.DueAt < now),
            causes.Count(cause => cause.DueAt >= now && cause.DueAt - now <= FlowFigures.RiskWithin),
            causes.Count(cause => cause.DueAt < now && !cause.IsOwned));
    }

    private static Cause CauseOf(IGrouping<(ExceptionCode Code, string Key), StandingCase> same)
    {
        var (numbers, first) = (NumbersOf(same), same.MinBy(one => one.DueAt)!);
        return new(first.Code, first.CauseKey, numbers.Count, numbers.Count == 1 ? numbers.First() : null, first.OwnerRole, same.All(one => one.IsOwned), first.DueAt);
    }

    private static HashSet<string> NumbersOf(IEnumerable<StandingCase> cases) => [.. cases.Select(one => one.Number).OfType<string>()];
}
