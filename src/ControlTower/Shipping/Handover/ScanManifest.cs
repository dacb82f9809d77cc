using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>A parcel goes onto the truck: its label, or the number on the box, is scanned.</summary>
public sealed record ScanManifest(Guid CommandId, Actor By, Guid Manifest, string Scan) : ICommand
{
    public static Duty Needs => Duty.Ship;
}

public sealed class ScanManifestHandler(CommitGate gate, OrderNumbers numbers)
{
    private const int ScanCharsMax = 200;

    /// <returns>Taken, taken before, or refused in words: all of them decided. Or <c>manifest.unknown</c>, <c>shipping.manifest-closed</c>, <c>handover.scan-missing</c>.</returns>
    public Task<Outcome<Committed<ManifestScanned>>> HandleAsync(ScanManifest command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ScanManifest, ManifestScanned>(command, async work =>
        {
            if (string.IsNullOrWhiteSpace(command.Scan) || command.Scan.Length > ScanCharsMax)
            {
                return new Refusal("handover.scan-missing", $"Scan a code of 1 to {ScanCharsMax} characters.", "scan");
            }

            if (!(await LockedManifest.FindOpenAsync(work, command.Manifest, cancellationToken)).Decided(out var manifest, out var refused))
            {
                return refused;
            }

            var (parcel, seen) = await LookAsync(work, manifest, command.Scan, cancellationToken);
            var verdict = HandoverScan.Judge(manifest.Number, manifest.Courier, manifest.Warehouse, command.Scan.Trim(), seen);
            if (verdict.Outcome == HandoverOutcome.Accepted)
            {
                await TakeAsync(work, manifest, parcel!, verdict.IsExtra, cancellationToken);
            }
            else if (verdict.Outcome == HandoverOutcome.Refused)
            {
                manifest.NoteWrongScan();
            }

            return new ManifestScanned(
                manifest.Id, manifest.Number, manifest.Courier, verdict.Outcome, verdict.Code, verdict.Text, verdict.Expected, verdict.Found, parcel?.Sscc, parcel?.OrderId, parcel?.Id, verdict.IsExtra);
        }, cancellationToken);

    private static async Task TakeAsync(Work work, Manifest manifest, Parcel parcel, bool isExtra, CancellationToken cancellationToken)
    {
        var row = manifest.Parcels.Find(one => one.ParcelId == parcel.Id);
        if (row is null)
        {
            work.Db.ManifestParcels.Add(row = manifest.Add(parcel.Id, isExtra, work.Now));
        }

        row.Scan(work.By.Id, work.Now);
        if (!manifest.Missing.Any())
        {
            await Checklists.TickAsync(work, HandoverSteps.Slug, JournalKeys.Manifest(manifest.Id), HandoverSteps.Scan, cancellationToken);
        }
    }

    private async Task<(Parcel?, ScannedParcel?)> LookAsync(Work work, Manifest manifest, string scan, CancellationToken cancellationToken)
    {
        var meanings = HandoverScan.Meanings(scan).ToArray();
        var found = await work.Db.Parcels.AsNoTracking().Where(parcel => meanings.Contains(parcel.Sscc) || (parcel.Tracking != null && meanings.Contains(parcel.Tracking)))
            .OrderByDescending(parcel => parcel.Courier == manifest.Courier && parcel.State == ParcelState.Labelled).ThenByDescending(parcel => parcel.OpenedAt).FirstOrDefaultAsync(cancellationToken);
        if (found is null || !work.By.Sees(found.Warehouse))
        {
            return (null, null);
        }

        var order = await work.Db.Orders.AsNoTracking().Include(one => one.Holds).SingleAsync(one => one.Id == found.OrderId, cancellationToken);
        var on = await work.Db.Manifests.AsNoTracking().Where(one => one.Parcels.Any(row => row.ParcelId == found.Id && row.LeftAt == null)).Select(one => one.Number).FirstOrDefaultAsync(cancellationToken);
        var isScanned = manifest.Parcels.Exists(row => row.ParcelId == found.Id && row.ScannedAt is not null);
        return (found, new(
            found.Sscc, numbers.Of(order), found.State, found.Warehouse, found.Courier, on, isScanned, order.CancelledAt is not null, order.OpenHolds.FirstOrDefault()?.Type));
    }
}
