using ControlTower.Screens.Words;

namespace ControlTower.Screens.CustomerMessages;

/// <summary>Words for what a customer sent that is no text.</summary>
internal static class HeardWords
{
    /// <param name="kind">As WhatsApp names it; what we have no word for is something unreadable.</param>
    public static string Of(TowerWords words, string kind) => words[words.Has("heardKind." + kind) ? "heardKind." + kind : "heardKind.unknown"];
}
