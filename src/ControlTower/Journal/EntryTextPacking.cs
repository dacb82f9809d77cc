namespace ControlTower.Journal;

/// <summary>What the entries of packing say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_packing = [];
}
