namespace ControlTower.Observability;

/// <summary>Which build of the tower runs: pages opened from another one load themselves anew, and whoever asks the process is told.</summary>
public static class TowerBuild
{
    public static readonly string Id = typeof(TowerBuild).Assembly.ManifestModule.ModuleVersionId.ToString("N");
}
