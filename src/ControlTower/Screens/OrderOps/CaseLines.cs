namespace ControlTower.Screens.OrderOps;

/// <summary>
/// The lines that one reader has before them. While they work, every line keeps its place and only what it says changes; solved ones leave at
/// once, new ones wait until they are let in.
/// </summary>
public sealed class CaseLines
{
    public const int Max = 200;

    private List<string> _places = [];

    public IReadOnlyList<CaseEntry> Shown { get; private set; } = [];

    /// <summary>All that pass, also those beyond <see cref="Max"/>.</summary>
    public int Total { get; private set; }

    /// <summary>New ones that wait.</summary>
    public int Waiting { get; private set; }

    public IReadOnlySet<string> Places => _places.ToHashSet();

    /// <param name="isWorking">Nothing may move under the hand.</param>
    /// <param name="asked">A case that somebody asked for by its address: its line is shown although it would stand beyond the last.</param>
    public void Take(IReadOnlyList<CaseEntry> all, bool isWorking, Guid? asked = null)
    {
        Total = all.Count;
        List<string> top = [.. all.Where((entry, at) => at < Max || entry.Rows.Any(row => row.Id == asked)).Select(entry => entry.Key)];
        var known = all.ToDictionary(entry => entry.Key);
        _places = isWorking ? [.. _places.Where(known.ContainsKey)] : top;
        Shown = [.. _places.Select(key => known[key])];
        Waiting = top.Except(_places).Count();
    }

    /// <returns>The line after this one, or before it where it is the last; null where it is alone.</returns>
    public CaseEntry? After(string key)
    {
        var at = Shown.ToList().FindIndex(entry => entry.Key == key);
        return at + 1 < Shown.Count ? Shown[at + 1] : at > 0 ? Shown[at - 1] : null;
    }
}
