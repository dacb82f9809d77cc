using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Packing;

/// <summary>The parcel is closed with tape. With the last one its group is packed.</summary>
/// <param name="Parcel">Its SSCC.</param>
/// <param name="Why">Why its weight is right although the scale says otherwise; null where the scale agrees.</param>
public sealed record SealParcel(Guid CommandId, Actor By, string Parcel, string? Why) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

/// <remarks>
/// Held and cancelled is asked once more here. What is still to be packed must have another open parcel to go into; a weight that was taken must
/// fit or be overridden; an order of high value must be weighed and photographed.
/// </remarks>
public sealed class SealParcelHandler(CommitGate gate, ParcelDesk desk, Limits limits)
{
    /// <returns>Or <c>packing.empty</c>, <c>packing.not-verified</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses.</returns>
    public Task<Outcome<Committed<ParcelSealed>>> HandleAsync(SealParcel command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SealParcel, ParcelSealed>(command, async work =>
        {
            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: true, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var (order, parcel, group) = locked;
            var left = (await BenchRows.NeedsAsync(work, group.Id, parcel.Id, cancellationToken)).Left();
            var check = await work.Db.PackChecks.FindAsync([parcel.Id], cancellationToken);
            if ((RefuseContents(order, parcel, left) ?? RefuseWeight(order, check, command.Why) ?? await RefusePhotoAsync(work, order, parcel, cancellationToken)) is { } missing)
            {
                return missing;
            }

            if (check is { IsGood: false } && await desk.OverrideAsync(work, order, parcel, command.Why!, cancellationToken) is { } unweighed)
            {
                return unweighed;
            }

            SalesOrder.MoveParcel(parcel, ParcelMove.Seal, work.Now);
            await CloseCaseAsync(work, order, parcel, check?.OverrideWhy, cancellationToken);
            await LearnAsync(work, parcel, check, cancellationToken);
            await Checklists.TickAsync(work, PackingChecklist.Slug, JournalKeys.Parcel(parcel.Id), PackingChecklist.Seal, cancellationToken);
            if (left == 0)
            {
                await FinishGroupAsync(work, order, group, cancellationToken);
            }

            order.Settle(work.Now);
            return new ParcelSealed(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, parcel.Lines.Sum(line => line.Units), parcel.Carton, parcel.WeightGrams);
        }, cancellationToken);

    private static Refusal? RefuseContents(SalesOrder order, Parcel parcel, int left) =>
        parcel.Lines.Count == 0 ? PackingRefusals.EmptyToWeigh()
        : left > 0 && !order.LiveParcels.Any(other => other.GroupId == parcel.GroupId && other.Id != parcel.Id && other.State == ParcelState.Open)
            ? PackingRefusals.NotVerified(["units"], $"{left} of its units are not scanned. Scan them, or take another parcel for them first.")
        : null;

    private Refusal? RefuseWeight(SalesOrder order, PackCheck? check, string? why) =>
        check is null
            ? ParcelActs.IsHighValue(order, limits) ? PackingRefusals.NotVerified(["weight"], "an order of this value must be weighed. Put it on the scale.") : null
            : check.IsGood || !string.IsNullOrWhiteSpace(why) ? null
            : PackingRefusals.WeightOff(check.MeasuredGrams, new(check.ExpectedGrams ?? 0, check.ToleranceGrams ?? 0));

    private async Task<Refusal?> RefusePhotoAsync(Work work, SalesOrder order, Parcel parcel, CancellationToken cancellationToken) =>
        ParcelActs.IsHighValue(order, limits) && !await work.Db.ParcelPhotos.AnyAsync(photo => photo.ParcelId == parcel.Id, cancellationToken)
            ? PackingRefusals.NotVerified(["photo"], "an order of this value must be photographed. Take a picture of what lies in it.")
            : null;

    /// <param name="why">Why the weight is right all the same; null: it fits.</param>
    private static async Task CloseCaseAsync(Work work, SalesOrder order, Parcel parcel, string? why, CancellationToken cancellationToken)
    {
        if (await work.Db.Cases.AnyAsync(one => one.OrderId == order.Id && one.Code == ExceptionCode.PackWeight, cancellationToken))
        {
            var cases = await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [order.Id], cancellationToken);
            if (ParcelDesk.WeightCase(cases, parcel) is { } open)
            {
                cases.Close(open, why is null ? "mended" : "override", why);
            }
        }
    }

    private static async Task LearnAsync(Work work, Parcel parcel, PackCheck? check, CancellationToken cancellationToken)
    {
        if (check is null || check.IsLearned)
        {
            return;
        }

        var contents = await ParcelActs.ContentsAsync(work, parcel, isToLearn: true, cancellationToken);
        foreach (var weight in WeightCheck.Learn(contents, check.MeasuredGrams, await ParcelActs.TareAsync(work, parcel, cancellationToken), work.Now).OrderBy(weight => weight.Sku, StringComparer.Ordinal))
        {
            // Two parcels may be the first of one SKU at the same time; the second one's word is as good.
            await work.Db.Database.ExecuteSqlAsync($"""
                insert into sku_weight (sku, grams, spread, parcels, updated_at) values ({weight.Sku}, {weight.Grams}, {weight.Spread}, {weight.Parcels}, {weight.UpdatedAt})
                on conflict (sku) do update set grams = excluded.grams, spread = excluded.spread, parcels = excluded.parcels, updated_at = excluded.updated_at
                """, cancellationToken);
        }

        check.IsLearned = true;
    }

    private async Task FinishGroupAsync(Work work, SalesOrder order, FulfilmentGroup group, CancellationToken cancellationToken)
    {
        var parcels = order.LiveParcels.Where(parcel => parcel.GroupId == group.Id).ToList();
        foreach (var unused in parcels.Where(parcel => parcel.State == ParcelState.Open && parcel.Lines.Count == 0))
        {
            SalesOrder.MoveParcel(unused, ParcelMove.Dissolve, work.Now);
        }

        if (parcels.Exists(parcel => parcel.State == ParcelState.Open) || SalesOrder.Move(group, GroupMove.FinishPacking, work.Now) is not null)
        {
            return;
        }

        var totes = await work.Db.Totes.Where(tote => tote.GroupId == group.Id).ToListAsync(cancellationToken);
        foreach (var tote in totes)
        {
            (tote.GroupId, tote.List, tote.IsFull, tote.Since) = (null, null, false, work.Now);
        }

        work.Also(new GroupPacked(
            order.Id, desk.NumberOf(order), group.Warehouse, [.. parcels.Where(parcel => parcel.IsLive).Select(parcel => parcel.Sscc)], [.. totes.Select(tote => tote.Code)]));
    }
}
