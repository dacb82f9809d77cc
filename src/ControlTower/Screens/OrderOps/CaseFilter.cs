using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.OrderOps;

/// <summary>The tabs of the exception list, in their order; the first stands open.</summary>
public enum CaseTab { Cause, Order, Mine, Snoozed }

/// <summary>What of the exceptions somebody looks at.</summary>
/// <param name="Owner">A role, or <c>none</c>: whom the cases belong to; null: all.</param>
/// <param name="Who">The reader: whose warehouses count, and who is "mine".</param>
/// <param name="Code">One reason alone; null: every one.</param>
public sealed record CaseFilter(CaseTab Tab, string? Owner, Actor Who, ExceptionCode? Code = null)
{
    /// <summary>From so many orders on, the same reason stands in one line.</summary>
    public const int ReasonMin = 3;

    public bool Passes(CaseRow row) => row.IsSeenBy(Who) && (Code is null || row.Code == Code) && Owner switch
    {
        null => true,
        "none" => row.Owner is null,
        _ => row.OwnerRole.ToString().Equals(Owner, StringComparison.OrdinalIgnoreCase),
    };

    public bool IsIn(CaseTab tab, CaseRow row) => tab switch
    {
        CaseTab.Cause or CaseTab.Order => row.State == CaseState.Open,
        CaseTab.Mine => row.State == CaseState.Open && row.Owner == Who.Id,
        CaseTab.Snoozed => row.State == CaseState.Snoozed,
    };

    /// <summary>
    /// The lines of the open tab, from rows in the order of their due times. By cause, what one fix frees stands first, folded, and what has the
    /// same reason in many orders, to be worked off one after the other; by order, each order once with what runs out first.
    /// </summary>
    /// <param name="standing">Keys of the lines that somebody works at: nothing is put together anew under the hand; null: nobody does.</param>
    public IReadOnlyList<CaseEntry> Show(IEnumerable<CaseRow> rows, IReadOnlySet<string>? standing = null)
    {
        var shown = rows.Where(row => Passes(row) && IsIn(Tab, row));
        return Tab switch
        {
            CaseTab.Cause => ByCause(Fold(shown, row => row.CauseKey), standing),
            CaseTab.Order => Fold(shown, row => row.Number ?? row.Id.ToString()),
            CaseTab.Mine or CaseTab.Snoozed => Fold(shown, row => row.Id.ToString()),
        };
    }

    /// <summary>How many orders they stop; a case that is about no order counts as one.</summary>
    public static int OrdersIn(IEnumerable<CaseRow> open) => open.Select(row => row.OrderId ?? row.Id).Distinct().Count();

    private static List<CaseEntry> ByCause(List<CaseEntry> causes, IReadOnlySet<string>? standing)
    {
        var singles = causes.Where(entry => !entry.IsFolded).GroupBy(entry => entry.First.Code).SelectMany(same =>
        {
            var key = "reason:" + same.Key.Text();
            var isTogether = standing is null ? same.Count() >= ReasonMin : standing.Contains(key);
            return isTogether ? [new CaseEntry(key, [.. same.SelectMany(entry => entry.Rows).OrderBy(row => row.DueAt)])] : same.AsEnumerable();
        });
        return [.. causes.Where(entry => entry.IsFolded).Concat(singles).OrderBy(entry => entry.Orders > 1 ? 0 : 1).ThenBy(entry => entry.First.DueAt)];
    }

    private static List<CaseEntry> Fold(IEnumerable<CaseRow> rows, Func<CaseRow, string> by) =>
        [.. rows.GroupBy(by).Select(same => new CaseEntry(same.Key, [.. same]))];
}

/// <summary>One line of the list: a case, all that have the same cause or reason, or all of one order.</summary>
/// <param name="Key">What keeps its place.</param>
/// <param name="Rows">Never empty; the first runs out first.</param>
/// <param name="IsMarked">Put together by hand: what is done is done to each of them.</param>
public sealed record CaseEntry(string Key, IReadOnlyList<CaseRow> Rows, bool IsMarked = false)
{
    public CaseRow First => Rows[0];

    /// <summary>Several orders, one cause: one fix frees them all.</summary>
    public bool IsFolded => !IsMarked && Orders > 1 && SameCause > 1;

    public int Orders => CaseFilter.OrdersIn(Rows);

    /// <summary>Of its cases those that the first one's fix could free.</summary>
    public int SameCause => Rows.Count(row => row.CauseKey == First.CauseKey);

    /// <summary>Where the cases come from; null: from several channels.</summary>
    public Channel? Channel => Rows.All(row => row.Channel == First.Channel) ? First.Channel : null;

    /// <summary>Reads the same as another one: nothing is to be drawn.</summary>
    public bool ReadsLike(CaseEntry other) => Key == other.Key && Rows.Count == other.Rows.Count && Rows.Zip(other.Rows, ReferenceEquals).All(same => same);
}
