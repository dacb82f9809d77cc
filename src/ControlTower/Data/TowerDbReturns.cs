using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Returns;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of what comes back, and of what shops are told.</summary>
public sealed partial class TowerDb
{
    public DbSet<ReturnCase> Returns => Set<ReturnCase>();

    public DbSet<ReturnGrade> ReturnGrades => Set<ReturnGrade>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<ShopErrand> ShopErrands => Set<ShopErrand>();
}
