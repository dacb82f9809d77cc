namespace ControlTower.Journal;

/// <summary>What the entries of waves, picking and calls for help say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_picking = [];
}
