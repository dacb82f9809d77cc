using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Documents;

/// <summary>A parcel with all that its papers are made of, as it stands.</summary>
public sealed record ParcelPicture(SalesOrder Order, Parcel Parcel, Warehouse Warehouse)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Warehouse.TimeZone);
}

/// <summary>Reads parcels for whoever prints: nobody's but those of the asker's warehouses.</summary>
public sealed class PaperReader(IDbContextFactory<TowerDb> contexts, OrderNumbers numbers, IOptions<TowerOptions> tower)
{
    /// <returns>Or <c>packing.unknown</c>, <c>access.scope</c>, <c>packing.voided</c>.</returns>
    public async Task<Outcome<ParcelPaper>> FindAsync(string sscc, Actor actor, CancellationToken cancellationToken)
    {
        if (!(await ParcelAsync(sscc, actor, cancellationToken)).Decided(out var found, out var refused))
        {
            return refused;
        }

        // Who packs may not look customers up, but packs papers with their address on them.
        var showsAddress = actor.May(Duty.ViewPersonalData) || actor.May(Duty.PrintLabels);
        return found.Parcel.IsLive
            ? ParcelPaper.Of(found.Order, found.Parcel, numbers.Of(found.Order), SellerOf(found.Warehouse), found.Zone, showsAddress)
            : PaperRefusals.Voided(found.Parcel.Sscc);
    }

    /// <returns>Or <c>packing.unknown</c>, <c>access.scope</c>.</returns>
    public async Task<Outcome<ParcelPicture>> ParcelAsync(string sscc, Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.Parcels.AsNoTracking().SingleOrDefaultAsync(parcel => parcel.Sscc == sscc, cancellationToken) is not { } row)
        {
            return PaperRefusals.Unknown(sscc);
        }

        if (!actor.Sees(row.Warehouse))
        {
            return AccessRefusals.OutOfScope(row.Warehouse);
        }

        var order = await db.Orders.AsNoTracking().Include(one => one.Contact).Include(one => one.Lines.OrderBy(line => line.LineNo)).Include(one => one.Holds)
            .Include(one => one.Groups).Include(one => one.Parcels).ThenInclude(parcel => parcel.Lines).AsSplitQuery()
            .SingleAsync(one => one.Id == row.OrderId, cancellationToken);
        var warehouse = await db.Warehouses.AsNoTracking().SingleAsync(one => one.Key == row.Warehouse, cancellationToken);
        return new ParcelPicture(order, order.Parcels.Single(parcel => parcel.Id == row.Id), warehouse);
    }

    /// <summary>Of the settings; where none is set, the warehouse.</summary>
    public Seller SellerOf(Warehouse warehouse) => tower.Value is { CompanyName.Length: > 0 } set
        ? new(set.CompanyName, set.CompanyAddress, set.CompanyTaxNumber)
        : new(warehouse.Name, $"{warehouse.City}, {warehouse.Country}", tower.Value.CompanyTaxNumber);
}
