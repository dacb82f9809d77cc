using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Shipping;

internal sealed class CourierTable : IEntityTypeConfiguration<Courier>
{
    public void Configure(EntityTypeBuilder<Courier> table)
    {
        table.ToTable("courier");
        table.HasKey(courier => courier.Key);
        table.Property(courier => courier.Services).HasColumnType("jsonb");
        table.Property(courier => courier.Config).HasColumnType("jsonb");
    }
}

internal sealed class ShipmentTable : IEntityTypeConfiguration<Shipment>
{
    public void Configure(EntityTypeBuilder<Shipment> table)
    {
        table.ToTable("shipment");
        table.HasKey(shipment => shipment.Id);
        table.Property(shipment => shipment.Id).ValueGeneratedNever();
        table.Ignore(shipment => shipment.IsLive).Ignore(shipment => shipment.Cost).Ignore(shipment => shipment.Cod);
    }
}

internal sealed class ShipmentLabelTable : IEntityTypeConfiguration<ShipmentLabel>
{
    public void Configure(EntityTypeBuilder<ShipmentLabel> table)
    {
        table.ToTable("shipment_label");
        table.HasKey(label => label.ShipmentId);
    }
}

internal sealed class PickupTable : IEntityTypeConfiguration<Pickup>
{
    public void Configure(EntityTypeBuilder<Pickup> table)
    {
        table.ToTable("pickup");
        table.HasKey(pickup => pickup.Id);
        table.Property(pickup => pickup.Id).ValueGeneratedNever();
    }
}

internal sealed class ManifestTable : IEntityTypeConfiguration<Manifest>
{
    public void Configure(EntityTypeBuilder<Manifest> table)
    {
        table.ToTable("manifest");
        table.HasKey(manifest => manifest.Id);
        table.Property(manifest => manifest.Id).ValueGeneratedNever();
        table.HasMany(manifest => manifest.Parcels).WithOne().HasForeignKey(row => row.ManifestId);
        table.Ignore(manifest => manifest.Missing);
    }
}

internal sealed class ManifestParcelTable : IEntityTypeConfiguration<ManifestParcel>
{
    public void Configure(EntityTypeBuilder<ManifestParcel> table)
    {
        table.ToTable("manifest_parcel");
        table.HasKey(row => new { row.ManifestId, row.ParcelId });
    }
}

internal sealed class CounterCodeTable : IEntityTypeConfiguration<CounterCode>
{
    public void Configure(EntityTypeBuilder<CounterCode> table)
    {
        table.ToTable("counter_code");
        table.HasKey(code => code.GroupId);
    }
}
