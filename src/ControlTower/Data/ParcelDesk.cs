using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>A parcel with its order, which is locked and whole.</summary>
public sealed record LockedParcel(SalesOrder Order, Parcel Parcel, FulfilmentGroup Group);

/// <summary>What the bench and the cases do to a parcel, so that both do it alike.</summary>
public sealed class ParcelDesk(OrderNumbers numbers)
{
    public string NumberOf(SalesOrder order) => numbers.Of(order);

    /// <summary>The order of a parcel, whole and locked; null where there is no such parcel.</summary>
    public static async Task<LockedParcel?> LockAsync(Work work, string sscc, CancellationToken cancellationToken)
    {
        var order = await work.Db.Parcels.Where(parcel => parcel.Sscc == sscc).Select(parcel => (Guid?)parcel.OrderId).SingleOrDefaultAsync(cancellationToken);
        if (order is not { } id || await Locks.OrderAsync(work.Db, id, cancellationToken) is not { } locked)
        {
            return null;
        }

        var parcel = locked.Parcels.Single(one => one.Sscc == sscc);
        return new(locked, parcel, locked.Group(parcel.GroupId)!);
    }

    public PackStanding Standing(SalesOrder order, Parcel parcel) => new(
        numbers.Of(order), parcel.State, order.Group(parcel.GroupId)!.State, order.CancelledAt is not null, order.OpenHolds.OrderBy(hold => hold.PlacedAt).FirstOrDefault()?.Type);

    /// <summary>
    /// Opens a parcel again: what lies in it comes out and is scanned once more, its weight is forgotten, its group is being packed.
    /// </summary>
    /// <returns>What happened, to be told by the caller; or <c>packing.not-sealed</c>, and nothing changed.</returns>
    public async Task<Outcome<ParcelReopened>> ReopenAsync(Work work, SalesOrder order, Parcel parcel, CancellationToken cancellationToken)
    {
        var group = order.Group(parcel.GroupId)!;
        if (parcel.State != ParcelState.Open && !SalesOrder.MoveParcel(parcel, ParcelMove.Reopen, work.Now))
        {
            return PackingRefusals.NotSealed(parcel.State);
        }

        if (group.State == GroupState.Packed)
        {
            SalesOrder.Move(group, GroupMove.Reopen, work.Now);
        }

        var units = parcel.Lines.Sum(line => line.Units);
        await EmptyAsync(work, order, parcel, cancellationToken);
        await ForgetWeightAsync(work, parcel, cancellationToken);
        await work.Db.Database.ExecuteSqlAsync($"update pack_scan set undone = true where parcel_id = {parcel.Id} and refused is null", cancellationToken);
        await work.Db.SopRuns.Where(run => run.Subject == JournalKeys.Parcel(parcel.Id)).ExecuteDeleteAsync(cancellationToken);
        return new ParcelReopened(order.Id, numbers.Of(order), parcel.Id, parcel.Sscc, units);
    }

    /// <summary>What lies in it, or the carton, is another one now, so what the scale said holds no longer.</summary>
    public static async Task ForgetWeightAsync(Work work, Parcel parcel, CancellationToken cancellationToken)
    {
        parcel.Weigh(null);
        await work.Db.PackChecks.Where(check => check.ParcelId == parcel.Id).ExecuteDeleteAsync(cancellationToken);
        await work.Db.SopRuns.Where(run => run.Subject == JournalKeys.Parcel(parcel.Id) && run.Step == "weight").ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Says why a weight is right although the scale says otherwise. The entry's why is the command's.</summary>
    /// <returns>Null, or <c>packing.empty</c>: it was never weighed.</returns>
    public async Task<Refusal?> OverrideAsync(Work work, SalesOrder order, Parcel parcel, string why, CancellationToken cancellationToken)
    {
        if (await work.Db.PackChecks.FindAsync([parcel.Id], cancellationToken) is not { } check)
        {
            return PackingRefusals.EmptyToWeigh();
        }

        check.Override(why, work.By.Id);
        work.Also(new WeightOverridden(order.Id, numbers.Of(order), parcel.Id, parcel.Sscc, check.MeasuredGrams, check.ExpectedGrams));
        return null;
    }

    /// <summary>The open case about a parcel's weight; null: none.</summary>
    public static ExceptionCase? WeightCase(CaseBook cases, Parcel parcel) =>
        cases.Live.FirstOrDefault(one => one.Code == ExceptionCode.PackWeight && one.SubjectId == parcel.Sscc);

    /// <summary>What lies in it comes out, and is picked and not packed.</summary>
    public static async Task EmptyAsync(Work work, SalesOrder order, Parcel parcel, CancellationToken cancellationToken)
    {
        var kits = await KitLinesAsync(work, order, cancellationToken);
        foreach (var line in parcel.Lines.Where(line => !kits.ContainsKey(line.LineNo)).ToList())
        {
            order.Pack(parcel, line.LineNo, line.Sku, -line.Units, -line.Units);
        }

        foreach (var (lineNo, parts) in kits)
        {
            var before = Whole(order, parcel.GroupId, lineNo, parts);
            foreach (var line in parcel.Lines.Where(line => line.LineNo == lineNo).ToList())
            {
                order.Pack(parcel, lineNo, line.Sku, -line.Units, 0);
            }

            order.Unpack(lineNo, before - Whole(order, parcel.GroupId, lineNo, parts));
        }
    }

    /// <summary>Whole kits of a line that lie in the parcels of a group.</summary>
    private static int Whole(SalesOrder order, Guid group, int lineNo, IReadOnlyDictionary<string, int> parts) => parts.Min(part =>
        order.LiveParcels.Where(parcel => parcel.GroupId == group).SelectMany(parcel => parcel.Lines)
            .Where(line => line.LineNo == lineNo && line.Sku == part.Key).Sum(line => line.Units) / part.Value);

    /// <summary>Lines that are kits, with their components and how many of each make one.</summary>
    public static async Task<Dictionary<int, IReadOnlyDictionary<string, int>>> KitLinesAsync(Work work, SalesOrder order, CancellationToken cancellationToken)
    {
        var skus = order.Lines.Select(line => line.Sku).OfType<string>().Distinct().ToArray();
        var parts = (await work.Db.Components.AsNoTracking().Where(part => skus.Contains(part.Kit)).ToListAsync(cancellationToken)).ToLookup(part => part.Kit);
        return order.Lines.Where(line => line.Sku is { } sku && parts.Contains(sku))
            .ToDictionary(line => line.LineNo, IReadOnlyDictionary<string, int> (line) => parts[line.Sku!].ToDictionary(part => part.Component, part => part.Units));
    }
}
