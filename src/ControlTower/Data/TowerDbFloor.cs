using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of the floor: waves, lists, totes, parcels.</summary>
public sealed partial class TowerDb
{
    public DbSet<Wave> Waves => Set<Wave>();

    public DbSet<WaveGroup> WaveGroups => Set<WaveGroup>();

    public DbSet<PickList> PickLists => Set<PickList>();

    public DbSet<PickLine> PickLines => Set<PickLine>();

    public DbSet<Tote> Totes => Set<Tote>();

    public DbSet<Parcel> Parcels => Set<Parcel>();
}
