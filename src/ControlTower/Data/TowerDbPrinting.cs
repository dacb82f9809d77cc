using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of printing.</summary>
public sealed partial class TowerDb
{
    public DbSet<Printer> Printers => Set<Printer>();

    public DbSet<PrintJob> PrintJobs => Set<PrintJob>();
}
