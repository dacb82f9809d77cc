namespace ControlTower.Journal;

/// <summary>What the entries of returns and refunds say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_returns = [];
}
