using ControlTower.Playbook.Picking;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Picking;

internal sealed class WaveTable : IEntityTypeConfiguration<Wave>
{
    public void Configure(EntityTypeBuilder<Wave> table)
    {
        table.ToTable("wave");
        table.HasKey(wave => wave.Id);
        table.Property(wave => wave.Id).ValueGeneratedNever();
        table.Property(wave => wave.Number).ValueGeneratedNever();
        table.Property(wave => wave.Plan).HasColumnType("jsonb");
        table.Ignore(wave => wave.Name);
    }
}

internal sealed class WaveGroupTable : IEntityTypeConfiguration<WaveGroup>
{
    public void Configure(EntityTypeBuilder<WaveGroup> table)
    {
        table.ToTable("wave_group");
        table.HasKey(row => row.GroupId);
    }
}

internal sealed class PickListTable : IEntityTypeConfiguration<PickList>
{
    public void Configure(EntityTypeBuilder<PickList> table)
    {
        table.ToTable("pick_list");
        table.HasKey(list => list.Id);
        table.Property(list => list.Id).ValueGeneratedNever();
        table.HasMany(list => list.Lines).WithOne().HasForeignKey(line => line.List);
        table.Ignore(list => list.IsLive);
    }
}

internal sealed class PickLineTable : IEntityTypeConfiguration<PickLine>
{
    public void Configure(EntityTypeBuilder<PickLine> table)
    {
        table.ToTable("pick_line");
        table.HasKey(line => line.Id);
        table.Property(line => line.Id).ValueGeneratedNever();
        table.Ignore(line => line.Left).Ignore(line => line.IsDone);
    }
}

internal sealed class ToteTable : IEntityTypeConfiguration<Tote>
{
    public void Configure(EntityTypeBuilder<Tote> table)
    {
        table.ToTable("tote");
        table.HasKey(tote => tote.Code);
    }
}

internal sealed class WaveDraftTable : IEntityTypeConfiguration<WaveDraftRow>
{
    public void Configure(EntityTypeBuilder<WaveDraftRow> table)
    {
        table.ToTable("wave_draft");
        table.HasKey(draft => draft.Id);
        table.Property(draft => draft.Body).HasColumnType("jsonb");
    }
}

internal sealed class TruckMoveTable : IEntityTypeConfiguration<TruckMove>
{
    public void Configure(EntityTypeBuilder<TruckMove> table)
    {
        table.ToTable("truck_move");
        table.HasKey(move => new { move.Warehouse, move.Courier, move.ShipBy });
    }
}
