using ControlTower.Playbook.Packing;
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
