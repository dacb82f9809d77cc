namespace ControlTower.Journal;

/// <summary>What the entries of what customers are told say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_messages = [];
}
