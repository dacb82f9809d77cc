using System.Globalization;
using ControlTower.Live;
using Npgsql;

namespace ControlTower.Inventory;

/// <summary>What there is of every SKU, in every warehouse: what is short stands first.</summary>
public sealed class StockBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<StockBoard> logger)
    : LiveBoard<string, StockRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 50_000;
    private const string ShelfPrefix = "stock:";
    private const string SkuPrefix = "sku:";

    private const string Sql = """
        select k.sku, k.name, k.is_kit, coalesce('/pictures/' || k.image, k.image_url), coalesce(s.sites, ''), coalesce(b.units, 0)
        from sku k
        left join lateral (select string_agg(concat_ws(':', warehouse, on_hand, unsellable, reserved, safety), ',' order by warehouse) as sites
                           from stock where sku = k.sku) s on true
        left join lateral (select sum(backordered)::int as units from order_line where sku = k.sku and backordered > 0) b on true
        """;

    protected override IComparer<StockRow> Order { get; } = Comparer<StockRow>.Create((one, other) =>
    {
        var byWant = (other.Backordered > 0).CompareTo(one.Backordered > 0);
        var byState = byWant != 0 ? byWant : other.State.CompareTo(one.State);
        return byState != 0 ? byState : string.CompareOrdinal(one.Sku, other.Sku);
    });

    protected override IEnumerable<string> KeysOf(FeedEntry entry) => entry.Keys.Select(SkuOf).OfType<string>();

    protected override async Task<IReadOnlyList<KeyValuePair<string, StockRow>>> ReadAsync(IReadOnlyCollection<string>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} order by k.sku limit {RowsMax}" : $"{Sql} where k.sku = any($1)");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<string, StockRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new StockRow(
                reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.MaybeText(3),
                [.. reader.GetString(4).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(SiteOf)], reader.GetInt32(5));
            rows.Add(new(row.Sku, row));
        }

        return rows;
    }

    private static string? SkuOf(string key) =>
        key.StartsWith(SkuPrefix, StringComparison.Ordinal) ? key[SkuPrefix.Length..]
        : key.StartsWith(ShelfPrefix, StringComparison.Ordinal) && key.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? key[(slash + 1)..]
        : null;

    private static SiteFigures SiteOf(string text)
    {
        var parts = text.Split(':');
        return new(parts[0], Number(1), Number(2), Number(3), Number(4));

        int Number(int at) => int.Parse(parts[at], CultureInfo.InvariantCulture);
    }
}
