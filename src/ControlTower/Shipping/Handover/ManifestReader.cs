using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>A parcel on a manifest as it is shown.</summary>
public sealed record ManifestBox(
    string Sscc, string Number, string? Tracking, ParcelState State, int? WeightGrams, bool IsExtra, DateTimeOffset AddedAt, DateTimeOffset? ScannedAt, DateTimeOffset? LeftAt, string? LeftWhy)
{
    public bool IsMissing => ScannedAt is null && LeftAt is null;
}

/// <summary>A manifest as it is shown, its parcels with it.</summary>
/// <param name="Ticked">Steps of the handover's checklist that are done.</param>
public sealed record ManifestPicture(
    Guid Id, string Number, ManifestState State, string Courier, string Warehouse, DateTimeOffset OpenedAt, string OpenedBy, DateTimeOffset? ClosedAt, string? Why, int WrongScans,
    IReadOnlyList<ManifestBox> Boxes, IReadOnlyList<string> Ticked)
{
    public int Expected => Boxes.Count(box => box.LeftAt is null);

    public int Scanned => Boxes.Count(box => box.ScannedAt is not null);
}

public sealed class ManifestReader(IDbContextFactory<TowerDb> contexts, OrderNumbers numbers)
{
    private const int ListMax = 200;

    /// <returns>Or <c>manifest.unknown</c>, <c>access.scope</c>.</returns>
    public async Task<Outcome<ManifestPicture>> FindAsync(Guid id, Actor who, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var manifest = await db.Manifests.AsNoTracking().Include(one => one.Parcels).SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        return manifest is null ? ShippingRefusals.ManifestUnknown(id.ToString())
            : !who.Sees(manifest.Warehouse) ? AccessRefusals.OutOfScope(manifest.Warehouse)
            : await ShowAsync(db, manifest, cancellationToken);
    }

    /// <summary>The open ones first, then those that were closed last.</summary>
    public async Task<IReadOnlyList<ManifestPicture>> ListAsync(Actor who, string? warehouse, string? courier, ManifestState? state, int take, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Manifests.AsNoTracking().Include(one => one.Parcels)
            .Where(one => (warehouse == null || one.Warehouse == warehouse) && (courier == null || one.Courier == courier) && (state == null || one.State == state))
            .OrderBy(one => one.ClosedAt != null).ThenByDescending(one => one.ClosedAt).ThenByDescending(one => one.OpenedAt).Take(Math.Min(take, ListMax)).ToListAsync(cancellationToken);
        var shown = new List<ManifestPicture>();
        foreach (var one in found.Where(one => who.Sees(one.Warehouse)))
        {
            shown.Add(await ShowAsync(db, one, cancellationToken));
        }

        return shown;
    }

    private async Task<ManifestPicture> ShowAsync(TowerDb db, Manifest manifest, CancellationToken cancellationToken)
    {
        var ids = manifest.Parcels.Select(row => row.ParcelId).ToList();
        var parcels = await db.Parcels.AsNoTracking().Where(parcel => ids.Contains(parcel.Id))
            .Join(db.Orders, parcel => parcel.OrderId, order => order.Id, (parcel, order) => new { parcel.Id, parcel.Sscc, parcel.Tracking, parcel.State, parcel.WeightGrams, order.Number })
            .ToDictionaryAsync(parcel => parcel.Id, cancellationToken);
        var subject = JournalKeys.Manifest(manifest.Id);
        var ticked = await db.SopRuns.AsNoTracking().Where(run => run.Slug == HandoverSteps.Slug && run.Subject == subject).Select(run => run.Step).ToListAsync(cancellationToken);
        return new(
            manifest.Id, manifest.Number, manifest.State, manifest.Courier, manifest.Warehouse, manifest.OpenedAt, manifest.OpenedName, manifest.ClosedAt, manifest.Why, manifest.WrongScans,
            [.. manifest.Parcels.Select(row => (row, of: parcels[row.ParcelId])).OrderBy(pair => pair.row.ScannedAt is not null).ThenBy(pair => pair.row.AddedAt).ThenBy(pair => pair.of.Sscc)
                .Select(pair => new ManifestBox(
                    pair.of.Sscc, numbers.Text(pair.of.Number), pair.of.Tracking, pair.of.State, pair.of.WeightGrams, pair.row.IsExtra, pair.row.AddedAt, pair.row.ScannedAt, pair.row.LeftAt, pair.row.LeftWhy))],
            ticked);
    }
}
