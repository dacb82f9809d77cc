using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Waves that were proposed, and trucks that wait for them.</summary>
public sealed partial class TowerDb
{
    public DbSet<WaveDraftRow> WaveDrafts => Set<WaveDraftRow>();

    public DbSet<TruckMove> TruckMoves => Set<TruckMove>();
}
