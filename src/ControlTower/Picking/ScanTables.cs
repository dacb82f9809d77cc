using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Picking;

internal sealed class PickScanTable : IEntityTypeConfiguration<PickScan>
{
    public void Configure(EntityTypeBuilder<PickScan> table)
    {
        table.ToTable("pick_scan");
        table.HasKey(scan => new { scan.List, scan.ScanId });
        table.Property(scan => scan.Seq).ValueGeneratedOnAdd().UseIdentityAlwaysColumn();
        table.Property(scan => scan.Answer).HasColumnType("jsonb");
    }
}

internal sealed class PutBackTable : IEntityTypeConfiguration<PutBack>
{
    public void Configure(EntityTypeBuilder<PutBack> table)
    {
        table.ToTable("put_back");
        table.HasKey(task => task.Id);
        table.Property(task => task.Id).ValueGeneratedNever();
        table.Ignore(task => task.Left);
    }
}

internal sealed class HelpCallTable : IEntityTypeConfiguration<HelpCall>
{
    public void Configure(EntityTypeBuilder<HelpCall> table)
    {
        table.ToTable("help_call");
        table.HasKey(call => call.Id);
        table.Property(call => call.Id).ValueGeneratedNever();
        table.Property(call => call.Number).ValueGeneratedNever();
    }
}

internal sealed class ShiftTable : IEntityTypeConfiguration<Shift>
{
    public void Configure(EntityTypeBuilder<Shift> table)
    {
        table.ToTable("shift");
        table.HasKey(shift => shift.Id);
        table.Property(shift => shift.Id).ValueGeneratedNever();
    }
}
