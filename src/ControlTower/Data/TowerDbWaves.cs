using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Waves that were proposed.</summary>
public sealed partial class TowerDb
{
    public DbSet<WaveDraftRow> WaveDrafts => Set<WaveDraftRow>();
}
