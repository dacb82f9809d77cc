namespace ControlTower.Screens.OrderOps;

/// <summary>
/// The lines that one reader has before them. While they read, every line keeps its place and only what it says changes; new ones wait
/// until they are let in.
/// </summary>
public sealed class InboxLines
{
    public const int Max = 200;

    private List<string> _places = [];

    public IReadOnlyList<InboxEntry> Shown { get; private set; } = [];

    /// <summary>All that pass, also those beyond <see cref="Max"/>.</summary>
    public int Total { get; private set; }

    /// <summary>New ones that wait.</summary>
    public int Waiting { get; private set; }

    /// <param name="isReading">Nothing may move under the eye.</param>
    public void Take(IReadOnlyList<InboxEntry> all, bool isReading)
    {
        Total = all.Count;
        var top = all.Take(Max).ToDictionary(entry => entry.Key);
        if (!isReading)
        {
            _places = [.. top.Keys];
        }

        var known = all.ToDictionary(entry => entry.Key);
        Shown = [.. _places.Where(known.ContainsKey).Select(key => known[key])];
        _places = [.. Shown.Select(entry => entry.Key)];
        Waiting = top.Keys.Except(_places).Count();
    }
}
