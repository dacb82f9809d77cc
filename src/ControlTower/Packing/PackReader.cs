using ControlTower.Data;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Packing;

/// <summary>What a group still needs, and the number of its order.</summary>
public sealed record BenchNeeds(string Number, IReadOnlyList<PackNeed> Needs);

/// <summary>Whose business a photo is, and where it lies.</summary>
public sealed record PhotoPlace(string Warehouse, string File);

/// <summary>Reads what the bench shows of a parcel.</summary>
public sealed class PackReader(IDbContextFactory<TowerDb> contexts, NpgsqlDataSource database, OrderNumbers numbers, Limits limits, CartonBook cartons)
{
    private const int RowsMax = 50;

    /// <returns>Null: there is no such parcel.</returns>
    public async Task<PackPicture?> FindAsync(string sscc, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var head = await (
            from order in db.Orders.AsNoTracking()
            from parcel in order.Parcels
            where parcel.Sscc == sscc
            select new
            {
                Parcel = parcel, order.Number, order.Id, order.ShipBy, order.CancelledAt, order.TotalMinor, order.Currency, parcel.Lines,
                Group = order.Groups.Where(part => part.Id == parcel.GroupId).Select(part => part.State).First(),
                Hold = order.Holds.Where(hold => hold.ReleasedAt == null).OrderBy(hold => hold.PlacedAt).Select(hold => (HoldType?)hold.Type).FirstOrDefault(),
                Siblings = order.Parcels.Where(other => other.GroupId == parcel.GroupId && other.State != ParcelState.Voided).OrderBy(other => other.PackageNo)
                    .Select(other => new PackSibling(other.Sscc, other.PackageNo, other.State, other.Lines.Sum(line => line.Units))).ToList(),
            }).AsSplitQuery().SingleOrDefaultAsync(cancellationToken);
        if (head is null)
        {
            return null;
        }

        var needs = await NeedsAsync(head.Parcel.GroupId, head.Parcel.Id, cancellationToken);
        var skus = needs.Select(need => need.Sku).Distinct().ToArray();
        var items = await db.Skus.AsNoTracking().Where(item => skus.Contains(item.Sku))
            .Select(item => new { item.Sku, Image = item.Image != null ? "/pictures/" + item.Image : item.ImageUrl, item.WeightGrams }).ToDictionaryAsync(item => item.Sku, cancellationToken);
        var learned = await db.SkuWeights.AsNoTracking().Where(weight => skus.Contains(weight.Sku)).ToDictionaryAsync(weight => weight.Sku, cancellationToken);
        var tare = await db.Cartons.Where(carton => carton.Key == head.Parcel.Carton).Select(carton => carton.TareGrams).SingleOrDefaultAsync(cancellationToken);
        var check = await db.PackChecks.AsNoTracking().SingleOrDefaultAsync(one => one.ParcelId == head.Parcel.Id, cancellationToken);
        var (id, groupId, subject) = (head.Parcel.Id, head.Parcel.GroupId, JournalKeys.Parcel(head.Parcel.Id));
        List<PackLine> lines =
        [
            .. needs.GroupBy(need => need.Sku).Select(of => new PackLine(
                of.Key, of.First().Name, items[of.Key].Image, of.Sum(need => need.Wanted), of.Sum(need => need.Packed), of.Sum(need => need.Here))),
        ];
        return new(
            id, sscc, numbers.Text(head.Number), head.Id, head.Parcel.Warehouse, head.Parcel.PackageNo, head.Parcel.State, head.Group, head.Parcel.OpenedAt,
            head.Parcel.SealedAt, head.ShipBy, head.CancelledAt is not null, head.Hold, new Money(head.TotalMinor, head.Currency).Amount > limits.HighValueAbove,
            head.Parcel.Carton, await HintAsync(db, needs, cancellationToken), lines,
            check is null ? null : new(check.MeasuredGrams, check.Verdict, check.ExpectedGrams, check.ToleranceGrams, check.OverrideWhy),
            Expect(line => line.Here), Expect(line => line.Here + line.Left),
            await db.ParcelPhotos.AsNoTracking().Where(photo => photo.ParcelId == id).OrderBy(photo => photo.TakenAt).Take(RowsMax)
                .Select(photo => new PackPhoto(photo.Id, photo.File, photo.TakenAt)).ToListAsync(cancellationToken),
            head.Siblings,
            await db.Totes.Where(tote => tote.GroupId == groupId).OrderBy(tote => tote.Code).Select(tote => tote.Code).Take(RowsMax).ToListAsync(cancellationToken),
            await db.SopRuns.Where(run => run.Slug == PackingChecklist.Slug && run.Subject == subject).Select(run => run.Step).ToListAsync(cancellationToken));

        WeightExpectation? Expect(Func<PackLine, int> units) => WeightCheck.Expect(
            [
                .. lines.Where(line => units(line) > 0).Select(line =>
                    new WeighedUnits(line.Sku, units(line), learned.GetValueOrDefault(line.Sku) ?? SkuWeight.FromCatalogue(line.Sku, items[line.Sku].WeightGrams))),
            ], tare);
    }

    /// <summary>What the group of a parcel needs, and nothing else: what a scan is answered with. Null: there is no such parcel.</summary>
    public async Task<BenchNeeds?> NeedsAsync(string sscc, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select o.number, n.* from parcel p join sales_order o on o.id = p.order_id
            left join lateral ({BenchRows.NeedsSql.Replace("$1", "p.group_id", StringComparison.Ordinal).Replace("$2", "p.id", StringComparison.Ordinal)}) n on true
            where p.sscc = $1
            """);
        read.Parameters.Add(new() { Value = sscc });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        var (number, needs) = (default(long?), new List<PackNeed>());
        while (await row.ReadAsync(cancellationToken))
        {
            number = row.GetInt64(0);
            if (!row.IsDBNull(1))
            {
                needs.Add(BenchRows.NeedOf(row, 1));
            }
        }

        return number is { } found ? new(numbers.Text(found), needs) : null;
    }

    public async Task<IReadOnlyList<Carton>> CartonsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await CartonBook.ListAsync(db, cancellationToken);
    }

    /// <summary>The warehouse of a photo's parcel, and the file's name; null: there is no such photo.</summary>
    public async Task<PhotoPlace?> PhotoAsync(Guid photo, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (
            from one in db.ParcelPhotos
            join parcel in db.Parcels on one.ParcelId equals parcel.Id
            where one.Id == photo
            select new PhotoPlace(parcel.Warehouse, one.File)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>For what lies in the parcel and what is left together.</summary>
    private Task<CartonHint?> HintAsync(TowerDb db, IReadOnlyList<PackNeed> needs, CancellationToken cancellationToken) =>
        cartons.HintAsync(db, [.. needs.Select(need => need with { Wanted = need.Left + need.Here, Packed = 0 })], cancellationToken);

    private async Task<IReadOnlyList<PackNeed>> NeedsAsync(Guid group, Guid parcel, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(BenchRows.NeedsSql);
        read.Parameters.Add(new() { Value = group });
        read.Parameters.Add(new() { Value = parcel });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        return await BenchRows.NeedsAsync(row, cancellationToken);
    }
}
