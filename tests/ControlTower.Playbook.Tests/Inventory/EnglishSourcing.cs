using System.Text.Json;
using ControlTower.Playbook.Inventory;

namespace ControlTower.Playbook.Tests.Inventory;

/// <summary>The sentence as an English reader sees it, with the very phrases of the screens.</summary>
internal static class EnglishSourcing
{
    private static readonly Dictionary<string, string> s_phrases = Read();

    public static string Of(SourcingDecision decision) => new SourcingText(key => s_phrases[key]).Of(decision.Why);

    private static Dictionary<string, string> Read()
    {
        using var phrases = typeof(EnglishSourcing).Assembly.GetManifestResourceStream("sourcing.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(phrases)!;
    }
}
