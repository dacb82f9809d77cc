using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Sops;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of the bench.</summary>
public sealed partial class TowerDb
{
    public DbSet<Carton> Cartons => Set<Carton>();

    public DbSet<PackCheck> PackChecks => Set<PackCheck>();

    public DbSet<SkuWeight> SkuWeights => Set<SkuWeight>();

    public DbSet<ParcelPhoto> ParcelPhotos => Set<ParcelPhoto>();

    public DbSet<SopRun> SopRuns => Set<SopRun>();
}
