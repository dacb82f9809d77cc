using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Packing;

/// <summary>What the acts on a parcel have in common: it is found, its order locked, the actor's scope and the state asked.</summary>
internal static class ParcelActs
{
    /// <param name="mustBeOpen">Else only a hold or a cancellation stops it.</param>
    public static async Task<Outcome<LockedParcel>> OpenAsync(Work work, ParcelDesk desk, string sscc, bool mustBeOpen, CancellationToken cancellationToken)
    {
        if (await ParcelDesk.LockAsync(work, sscc, cancellationToken) is not { } locked)
        {
            return PackingRefusals.Unknown(sscc);
        }

        var standing = desk.Standing(locked.Order, locked.Parcel);
        return !work.By.Sees(locked.Parcel.Warehouse) ? AccessRefusals.OutOfScope(locked.Parcel.Warehouse)
            : (mustBeOpen ? standing.Refuse() : standing.RefuseStopped()) is { } refused ? refused
            : locked;
    }

    /// <summary>From here on the scale and the camera are not a matter of taste.</summary>
    public static bool IsHighValue(SalesOrder order, Limits limits) => order.Total.Amount > limits.HighValueAbove;

    /// <summary>What lies in a parcel, with what we know of its weight. The rows that parcels have taught are locked, in the order of their SKUs.</summary>
    public static async Task<IReadOnlyList<WeighedUnits>> ContentsAsync(Work work, Parcel parcel, bool isToLearn, CancellationToken cancellationToken)
    {
        var units = parcel.Lines.GroupBy(line => line.Sku).ToDictionary(of => of.Key, of => of.Sum(line => line.Units));
        var skus = units.Keys.ToArray();
        var learned = await (isToLearn
                ? work.Db.SkuWeights.FromSql($"select * from sku_weight where sku = any({skus}) order by sku collate \"C\" for update")
                : work.Db.SkuWeights.AsNoTracking().Where(weight => skus.Contains(weight.Sku)))
            .ToDictionaryAsync(weight => weight.Sku, cancellationToken);
        var said = await work.Db.Skus.AsNoTracking().Where(item => skus.Contains(item.Sku)).ToDictionaryAsync(item => item.Sku, item => item.WeightGrams, cancellationToken);
        return [.. units.OrderBy(of => of.Key, StringComparer.Ordinal).Select(of =>
            new WeighedUnits(of.Key, of.Value, learned.GetValueOrDefault(of.Key) ?? SkuWeight.FromCatalogue(of.Key, said[of.Key])))];
    }

    public static async Task<int> TareAsync(Work work, Parcel parcel, CancellationToken cancellationToken) =>
        parcel.Carton is not { } key ? 0 : await work.Db.Cartons.Where(carton => carton.Key == key).Select(carton => carton.TareGrams).SingleOrDefaultAsync(cancellationToken);
}
