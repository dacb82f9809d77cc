using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Sops;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Packing;

internal sealed class ParcelTable : IEntityTypeConfiguration<Parcel>
{
    public void Configure(EntityTypeBuilder<Parcel> table)
    {
        table.ToTable("parcel");
        table.HasKey(parcel => parcel.Id);
        table.Property(parcel => parcel.Id).ValueGeneratedNever();
        table.HasMany(parcel => parcel.Lines).WithOne().HasForeignKey(line => line.ParcelId);
        table.Ignore(parcel => parcel.IsLive);
    }
}

internal sealed class ParcelLineTable : IEntityTypeConfiguration<ParcelLine>
{
    public void Configure(EntityTypeBuilder<ParcelLine> table)
    {
        table.ToTable("parcel_line");
        table.HasKey(line => new { line.ParcelId, line.LineNo, line.Sku });
    }
}

internal sealed class CartonTable : IEntityTypeConfiguration<Carton>
{
    public void Configure(EntityTypeBuilder<Carton> table)
    {
        table.ToTable("carton");
        table.HasKey(carton => carton.Key);
        table.Ignore(carton => carton.Size);
    }
}

internal sealed class PackCheckTable : IEntityTypeConfiguration<PackCheck>
{
    public void Configure(EntityTypeBuilder<PackCheck> table)
    {
        table.ToTable("pack_check");
        table.HasKey(check => check.ParcelId);
        table.Property(check => check.ParcelId).ValueGeneratedNever();
        table.Ignore(check => check.IsGood);
    }
}

internal sealed class SkuWeightTable : IEntityTypeConfiguration<SkuWeight>
{
    public void Configure(EntityTypeBuilder<SkuWeight> table)
    {
        table.ToTable("sku_weight");
        table.HasKey(weight => weight.Sku);
    }
}

internal sealed class ParcelPhotoTable : IEntityTypeConfiguration<ParcelPhoto>
{
    public void Configure(EntityTypeBuilder<ParcelPhoto> table)
    {
        table.ToTable("parcel_photo");
        table.HasKey(photo => photo.Id);
        table.Property(photo => photo.Id).ValueGeneratedNever();
    }
}

internal sealed class SopRunTable : IEntityTypeConfiguration<SopRun>
{
    public void Configure(EntityTypeBuilder<SopRun> table)
    {
        table.ToTable("sop_run");
        table.HasKey(run => run.Id);
        table.Property(run => run.Id).ValueGeneratedNever();
    }
}
