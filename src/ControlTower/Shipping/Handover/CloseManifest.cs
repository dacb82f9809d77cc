using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>The truck leaves: what was scanned has left the house, what is missing stays, with why.</summary>
/// <param name="LeaveBehind">SSCCs of parcels on the list that do not go with it, scanned or not.</param>
public sealed record CloseManifest(Guid CommandId, Actor By, Guid Manifest, IReadOnlyList<string> LeaveBehind, string? Why) : ICommand
{
    public static Duty Needs => Duty.Ship;
}

public sealed class CloseManifestHandler(CommitGate gate, OrderDesk desk)
{
    /// <returns>
    /// Or <c>manifest.unknown</c>, <c>shipping.manifest-closed</c>, <c>shipping.missing</c>, <c>shipping.leave-behind-invalid</c>,
    /// <c>shipping.must-come-off</c>, <c>access.why-missing</c>.
    /// </returns>
    public Task<Outcome<Committed<ManifestClosed>>> HandleAsync(CloseManifest command, CancellationToken cancellationToken) =>
        gate.CommitAsync<CloseManifest, ManifestClosed>(command, work => CloseAsync(work, command, cancellationToken), cancellationToken);

    private async Task<Outcome<ManifestClosed>> CloseAsync(Work work, CloseManifest command, CancellationToken cancellationToken)
    {
        // Orders first, then the floor's rows: whose parcels are on it is read before, and looked at again behind the lock.
        var ids = await work.Db.ManifestParcels.Where(row => row.ManifestId == command.Manifest && row.LeftAt == null)
            .Join(work.Db.Parcels, row => row.ParcelId, parcel => parcel.Id, (row, parcel) => parcel.OrderId).Distinct().ToListAsync(cancellationToken);
        var orders = await Locks.OrdersAsync(work.Db, ids, cancellationToken);
        if (!(await LockedManifest.FindOpenAsync(work, command.Manifest, cancellationToken)).Decided(out var manifest, out var refused))
        {
            return refused;
        }

        var boxes = orders.SelectMany(order => order.Parcels, (order, parcel) => (Order: order, Parcel: parcel)).ToDictionary(one => one.Parcel.Id);
        var rows = manifest.Parcels.Where(row => row.LeftAt is null).ToList();
        if (rows.Exists(row => !boxes.ContainsKey(row.ParcelId)))
        {
            return ShippingRefusals.ScansGoOn();
        }

        if (Refuse(command, manifest, rows, boxes) is { } refusal)
        {
            return refusal;
        }

        var left = rows.Where(row => command.LeaveBehind.Contains(boxes[row.ParcelId].Parcel.Sscc)).ToList();
        foreach (var row in left)
        {
            var (order, parcel) = boxes[row.ParcelId];
            row.LeaveBehind(command.Why!, work.Now);
            work.Also(new ParcelLeftBehind(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, manifest.Id, manifest.Number));
        }

        var gone = await HandOverAsync(work, manifest, [.. rows.Where(row => row.ScannedAt is not null).Select(row => boxes[row.ParcelId])], cancellationToken);
        manifest.Close(work.By.Id, command.Why, work.Now);
        await Checklists.TickAsync(work, HandoverSteps.Slug, JournalKeys.Manifest(manifest.Id), HandoverSteps.Missing, cancellationToken);
        await Checklists.TickAsync(work, HandoverSteps.Slug, JournalKeys.Manifest(manifest.Id), HandoverSteps.Close, cancellationToken);
        await work.Db.Pickups.Where(pickup => pickup.Courier == manifest.Courier && pickup.Warehouse == manifest.Warehouse && pickup.CameAt == null && pickup.WindowFrom <= work.Now.AddHours(1) && pickup.MissedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(pickup => pickup.CameAt, work.Now), cancellationToken);
        return new ManifestClosed(manifest.Id, manifest.Number, manifest.Courier, manifest.Warehouse, gone, left.Count);
    }

    private Refusal? Refuse(CloseManifest command, Manifest manifest, List<ManifestParcel> rows, Dictionary<Guid, (SalesOrder Order, Parcel Parcel)> boxes)
    {
        var on = rows.Select(row => boxes[row.ParcelId].Parcel.Sscc).ToHashSet(StringComparer.Ordinal);
        if (command.LeaveBehind.FirstOrDefault(sscc => !on.Contains(sscc)) is { } strange)
        {
            return ShippingRefusals.NotMissing(strange);
        }

        if (command.LeaveBehind.Count > 0 && string.IsNullOrWhiteSpace(command.Why))
        {
            return AccessRefusals.WhyMissing();
        }

        var going = rows.Where(row => !command.LeaveBehind.Contains(boxes[row.ParcelId].Parcel.Sscc)).ToList();
        var missing = going.Count(row => row.ScannedAt is null && boxes[row.ParcelId].Parcel.State == ParcelState.Labelled);
        return missing > 0 ? ShippingRefusals.Missing(missing)
            : going.Where(row => row.ScannedAt is not null).Select(row => boxes[row.ParcelId]).Select(box => (box.Parcel.Sscc, Refused: Stops(box.Order, box.Parcel, manifest)))
                .FirstOrDefault(box => box.Refused is not null) is { Refused: { } stop } stopped ? ShippingRefusals.MustComeOff(stopped.Sscc, stop.Text)
            : null;
    }

    /// <summary>Held, cancelled or voided since it was scanned; one that the courier has told of already has left and is fine.</summary>
    private HandoverVerdict? Stops(SalesOrder order, Parcel parcel, Manifest manifest) =>
        Parcel.IsWithCourier(parcel.State) ? null
        : HandoverScan.Judge(manifest.Number, manifest.Courier, manifest.Warehouse, parcel.Sscc, new(
            parcel.Sscc, desk.NumberOf(order), parcel.State, parcel.Warehouse, parcel.Courier, manifest.Number, false, order.CancelledAt is not null, order.OpenHolds.FirstOrDefault()?.Type))
            is { Outcome: HandoverOutcome.Refused } verdict ? verdict : null;

    private async Task<int> HandOverAsync(Work work, Manifest manifest, IReadOnlyList<(SalesOrder Order, Parcel Parcel)> boxes, CancellationToken cancellationToken)
    {
        var leaving = boxes.Where(box => SalesOrder.MoveParcel(box.Parcel, ParcelMove.HandOver, work.Now)).ToList();
        await Departures.LeaveAsync(work, leaving, cancellationToken);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [.. leaving.Select(box => box.Order.Id).Distinct()], cancellationToken);
        foreach (var of in leaving.GroupBy(box => box.Order))
        {
            foreach (var one in cases.Live.Where(one => one.Code == ExceptionCode.NotHandedOver && of.Any(box => box.Parcel.Sscc == one.SubjectId)).ToList())
            {
                cases.Close(one, "handedOver");
            }

            desk.Finish(work, of.Key, sites, "handedOver");
            work.Also(new OrderHandedOver(
                of.Key.Id, desk.NumberOf(of.Key), manifest.Courier, manifest.Number, [.. of.Select(box => box.Parcel.Sscc)], of.Key.HandedOverAt is not null,
                [JournalKeys.Manifest(manifest.Id), .. of.Select(box => JournalKeys.Parcel(box.Parcel.Id))]), because: false); // the why is of those that stay behind
        }

        return leaving.Count;
    }
}
