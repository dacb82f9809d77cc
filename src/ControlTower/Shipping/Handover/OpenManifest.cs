using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>The list for a courier's truck: every labelled parcel that waits for it here. Where one is open already, what was labelled since joins it.</summary>
public sealed record OpenManifest(Guid CommandId, Actor By, string Courier, string Warehouse) : ICommand
{
    public static Duty Needs => Duty.Ship;

    public string? InWarehouse => Warehouse;
}

public sealed class OpenManifestHandler(CommitGate gate)
{
    private const int ParcelsMax = 1_000;

    /// <returns>Or <c>shipping.courier-unknown</c>, <c>inventory.warehouse-unknown</c>, <c>shipping.nothing-to-hand-over</c>.</returns>
    public Task<Outcome<Committed<ManifestOpened>>> HandleAsync(OpenManifest command, CancellationToken cancellationToken) =>
        gate.CommitAsync<OpenManifest, ManifestOpened>(command, async work =>
        {
            if (!await work.Db.Couriers.AnyAsync(courier => courier.Key == command.Courier, cancellationToken))
            {
                return ShippingRefusals.CourierUnknown(command.Courier);
            }

            if (await work.Db.Warehouses.AsNoTracking().SingleOrDefaultAsync(one => one.Key == command.Warehouse, cancellationToken) is not { } site)
            {
                return Playbook.Inventory.InventoryRefusals.WarehouseUnknown(command.Warehouse);
            }

            // Two who open at once get one list: the second waits here, and finds the first one's.
            await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext({$"manifest:{command.Courier}:{command.Warehouse}"}))", cancellationToken);
            var manifest = await work.Db.Manifests.Include(one => one.Parcels)
                .SingleOrDefaultAsync(one => one.Courier == command.Courier && one.Warehouse == command.Warehouse && one.State == ManifestState.Open, cancellationToken);
            var waiting = await WaitingAsync(work, command, cancellationToken);
            if (manifest is null)
            {
                if (waiting.Count == 0)
                {
                    return ShippingRefusals.ManifestEmpty(command.Courier);
                }

                var calendar = (await Sites.LoadAsync(work.Db, cancellationToken)).CalendarFor(site.Key, site.Country);
                manifest = new Manifest(Guid.CreateVersion7(work.Now), await NumberAsync(work, calendar.LocalDate(work.Now), cancellationToken), command.Courier, command.Warehouse, work.By.Id, work.By.Name, work.Now);
                work.Db.Manifests.Add(manifest);
                await Checklists.TickAsync(work, HandoverSteps.Slug, JournalKeys.Manifest(manifest.Id), HandoverSteps.List, cancellationToken);
            }

            waiting.ForEach(one => work.Db.ManifestParcels.Add(manifest.Add(one.Value, isExtra: false, work.Now)));
            return new ManifestOpened(manifest.Id, manifest.Number, manifest.Courier, manifest.Warehouse, waiting.Count, [.. waiting.Select(one => one.Value)]);
        }, cancellationToken);

    private static Task<List<Waiting>> WaitingAsync(Work work, OpenManifest wish, CancellationToken cancellationToken) => work.Db.Database.SqlQuery<Waiting>($"""
        select p.id as value from parcel p join sales_order o on o.id = p.order_id and o.cancelled_at is null
        where p.state = 'labelled' and p.courier = {wish.Courier} and p.warehouse = {wish.Warehouse}
          and not exists (select 1 from manifest_parcel m where m.parcel_id = p.id and m.left_at is null)
          and not exists (select 1 from hold h where h.order_id = o.id and h.released_at is null)
        order by p.state_since limit {ParcelsMax}
        """).ToListAsync(cancellationToken);

    /// <summary>"M-1123-2": counted through the day, in all warehouses.</summary>
    private static async Task<string> NumberAsync(Work work, DateOnly day, CancellationToken cancellationToken)
    {
        await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('manifest-number'))", cancellationToken);
        var prefix = string.Create(CultureInfo.InvariantCulture, $"M-{day:MMdd}-");
        var taken = await work.Db.Manifests.AsNoTracking().Where(one => one.Number.StartsWith(prefix)).Select(one => one.Number).ToListAsync(cancellationToken);
        var last = taken.Select(one => int.Parse(one.AsSpan(prefix.Length), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        return prefix + (last + 1).ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Waiting(Guid Value);
}
