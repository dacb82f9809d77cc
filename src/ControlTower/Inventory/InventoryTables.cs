using ControlTower.Playbook.Inventory;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ControlTower.Inventory;

internal sealed class SkuItemTable : IEntityTypeConfiguration<SkuItem>
{
    public void Configure(EntityTypeBuilder<SkuItem> table)
    {
        table.ToTable("sku");
        table.HasKey(item => item.Sku);
    }
}

internal sealed class SkuBarcodeTable : IEntityTypeConfiguration<SkuBarcode>
{
    public void Configure(EntityTypeBuilder<SkuBarcode> table)
    {
        table.ToTable("sku_barcode");
        table.HasKey(barcode => barcode.Gtin);
    }
}

internal sealed class SkuComponentTable : IEntityTypeConfiguration<SkuComponent>
{
    public void Configure(EntityTypeBuilder<SkuComponent> table)
    {
        table.ToTable("sku_component");
        table.HasKey(component => new { component.Kit, component.Component });
    }
}

internal sealed class SkuAliasTable : IEntityTypeConfiguration<SkuAlias>
{
    public void Configure(EntityTypeBuilder<SkuAlias> table)
    {
        table.ToTable("sku_alias");
        table.HasKey(alias => new { alias.Store, alias.AskedSku });
    }
}

internal sealed class ServiceAliasTable : IEntityTypeConfiguration<ServiceAlias>
{
    public void Configure(EntityTypeBuilder<ServiceAlias> table)
    {
        table.ToTable("service_alias");
        table.HasKey(alias => new { alias.Store, alias.Asked });
    }
}

internal sealed class WarehouseTable : IEntityTypeConfiguration<Warehouse>
{
    public void Configure(EntityTypeBuilder<Warehouse> table)
    {
        table.ToTable("warehouse");
        table.HasKey(warehouse => warehouse.Key);
    }
}

internal sealed class SiteCalendarTable : IEntityTypeConfiguration<SiteCalendarRow>
{
    public void Configure(EntityTypeBuilder<SiteCalendarRow> table)
    {
        table.ToTable("site_calendar");
        table.HasKey(calendar => new { calendar.Warehouse, calendar.Version });
        table.Property(calendar => calendar.Cutoffs).HasColumnType("jsonb");
    }
}

internal sealed class BinTable : IEntityTypeConfiguration<Bin>
{
    public void Configure(EntityTypeBuilder<Bin> table)
    {
        table.ToTable("bin");
        table.HasKey(bin => new { bin.Warehouse, bin.Name });
        table.Property(bin => bin.Name).HasColumnName("bin");
        table.Property(bin => bin.X).HasColumnType("numeric(8,2)");
        table.Property(bin => bin.Y).HasColumnType("numeric(8,2)");
    }
}

internal sealed class BinStockTable : IEntityTypeConfiguration<BinStock>
{
    public void Configure(EntityTypeBuilder<BinStock> table)
    {
        table.ToTable("bin_stock");
        table.HasKey(stock => new { stock.Warehouse, stock.Bin, stock.Sku });
    }
}

internal sealed class StockLineTable : IEntityTypeConfiguration<StockLine>
{
    public void Configure(EntityTypeBuilder<StockLine> table)
    {
        table.ToTable("stock");
        table.HasKey(line => new { line.Sku, line.Warehouse }); // the lock order: sku first, then warehouse
        table.Ignore(line => line.Available);
    }
}

internal sealed class StockMovementTable : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> table)
    {
        table.ToTable("stock_movement");
        table.HasKey(movement => movement.Id);
        table.Property(movement => movement.Id).ValueGeneratedNever();
    }
}

internal sealed class ReservationTable : IEntityTypeConfiguration<Reservation>
{
    public void Configure(EntityTypeBuilder<Reservation> table)
    {
        table.ToTable("reservation");
        table.HasKey(reservation => reservation.Id);
        table.Property(reservation => reservation.Id).ValueGeneratedNever();
    }
}

internal sealed class PromiseEventTable : IEntityTypeConfiguration<PromiseEvent>
{
    public void Configure(EntityTypeBuilder<PromiseEvent> table)
    {
        table.ToTable("promise_event");
        table.HasKey(one => one.Id);
        table.Property(one => one.Id).ValueGeneratedNever();
    }
}
