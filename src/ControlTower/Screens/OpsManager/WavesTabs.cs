using ControlTower.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.OpsManager;

public sealed record SiteChoice(string Key, string Name);

/// <summary>What of the waves is looked at.</summary>
public enum WavesTab { Drafts, Released, Picking, Done }

public static class WavesTabs
{
    public static WavesTab Of(string? asked) => Enum.TryParse<WavesTab>(asked, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : WavesTab.Drafts;

    public static bool IsIn(WavesTab tab, WaveRow row) => tab switch
    {
        WavesTab.Drafts => row.State == WaveState.Draft,
        WavesTab.Released => row.State == WaveState.Released,
        WavesTab.Picking => row.State == WaveState.InProgress,
        WavesTab.Done => row.State == WaveState.Done,
    };
}
