using ControlTower.Playbook.Shipping;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>Tables of shipping: couriers, bookings, trucks, manifests.</summary>
public sealed partial class TowerDb
{
    public DbSet<Courier> Couriers => Set<Courier>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<ShipmentLabel> ShipmentLabels => Set<ShipmentLabel>();

    public DbSet<Pickup> Pickups => Set<Pickup>();

    public DbSet<Manifest> Manifests => Set<Manifest>();

    public DbSet<ManifestParcel> ManifestParcels => Set<ManifestParcel>();

    /// <summary>Of orders that are collected at the counter.</summary>
    public DbSet<CounterCode> CounterCodes => Set<CounterCode>();
}
