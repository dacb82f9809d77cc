using ControlTower.Live;
using Npgsql;

namespace ControlTower.Inventory;

/// <param name="Ean">13 digits, of one piece; null: it has none.</param>
public sealed record ScanGoods(string Sku, string Name, string? Ean);

/// <param name="Site">The warehouse's name.</param>
public sealed record ScanBin(string Site, string Bin);

/// <summary>What there is to scan on a floor without goods: some SKUs and some bins, to be drawn as barcodes.</summary>
public sealed class ScanSheet(NpgsqlDataSource database)
{
    public const int GoodsMax = 24;
    public const int BinsMax = 8;

    /// <summary>Those that orders ask for most, as far as the letters fit on a barcode.</summary>
    public async Task<IReadOnlyList<ScanGoods>> GoodsAsync(CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select k.sku, k.name, (select substr(b.gtin, 2) from sku_barcode b where b.sku = k.sku and b.units = 1 and b.gtin like '0%' order by b.gtin limit 1)
            from sku k where not k.is_kit and k.sku ~ '^[ -~]+$' order by (select coalesce(sum(s.reserved), 0) from stock s where s.sku = k.sku) desc, k.sku limit {GoodsMax}
            """);
        return await RowsAsync(read, row => new ScanGoods(row.GetString(0), row.GetString(1), row.MaybeText(2)), cancellationToken);
    }

    /// <summary>The first of every warehouse.</summary>
    public async Task<IReadOnlyList<ScanBin>> BinsAsync(CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select w.name, b.bin from warehouse w cross join lateral (select bin from bin where warehouse = w.key and bin ~ '^[ -~]+$' order by bin limit {BinsMax}) b order by w.key, b.bin
            """);
        return await RowsAsync(read, row => new ScanBin(row.GetString(0), row.GetString(1)), cancellationToken);
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlCommand read, Func<NpgsqlDataReader, T> of, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(of(row));
        }

        return rows;
    }
}
