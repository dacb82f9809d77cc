using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of picking by scan.</summary>
public sealed partial class TowerDb
{
    public DbSet<PickScan> PickScans => Set<PickScan>();

    public DbSet<PutBack> PutBacks => Set<PutBack>();

    public DbSet<HelpCall> HelpCalls => Set<HelpCall>();

    public DbSet<Shift> Shifts => Set<Shift>();
}
