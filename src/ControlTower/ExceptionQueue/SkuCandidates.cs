using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.ExceptionQueue;

/// <summary>Why a product may be the one that is meant.</summary>
public enum CandidateBy { Barcode, Name, Typed }

/// <param name="Image">Name of our copy of its picture; null: none.</param>
/// <param name="Available">Units that could be promised now, over all warehouses.</param>
/// <param name="Price">The catalogue's; null: it has none.</param>
public sealed record SkuCandidate(string Sku, string Name, string? Image, CandidateBy By, long Available, Money? Price = null);

/// <summary>Which of our products may be meant by what a shop wrote: the one with the same barcode first, then near codes and names.</summary>
public sealed class SkuCandidates(NpgsqlDataSource database)
{
    private const int NearMax = 4;
    private const int FoundMax = 6;

    private const string Columns = """
        s.sku, s.name, s.image, coalesce((select sum(on_hand - unsellable - reserved - safety) from stock t where t.sku = s.sku), 0)::bigint, s.price_minor, s.currency
        """;

    /// <summary>For a line of an order.</summary>
    public async Task<IReadOnlyList<SkuCandidate>> ForAsync(Guid order, int line, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select {Columns}, b.gtin is not null as has_barcode
            from order_line l
            join sku s on s.sku % l.asked_sku or s.name % l.name or exists (select from sku_barcode b where b.sku = s.sku and b.gtin = lpad(l.barcode, 14, '0'))
            left join lateral (select gtin from sku_barcode b where b.sku = s.sku and b.gtin = lpad(l.barcode, 14, '0') limit 1) b on true
            where l.order_id = $1 and l.line_no = $2
            order by has_barcode desc, greatest(similarity(s.sku, l.asked_sku), similarity(s.name, l.name)) desc, s.sku limit {NearMax}
            """);
        read.Parameters.Add(new() { Value = order });
        read.Parameters.Add(new() { Value = line });
        return await ReadAsync(read, row => row.GetBoolean(6) ? CandidateBy.Barcode : CandidateBy.Name, cancellationToken);
    }

    /// <param name="text">A part of a SKU or of a name.</param>
    public async Task<IReadOnlyList<SkuCandidate>> FindAsync(string text, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select {Columns} from sku s where strpos(lower(s.sku), lower($1)) > 0 or strpos(lower(s.name), lower($1)) > 0
                or exists (select from sku_barcode b where b.sku = s.sku and b.gtin = lpad($1, 14, '0'))
            order by lower(s.sku) = lower($1) desc, starts_with(lower(s.sku), lower($1)) desc, s.sku limit {FoundMax}
            """);
        read.Parameters.Add(new() { Value = text.Trim() });
        return await ReadAsync(read, _ => CandidateBy.Typed, cancellationToken);
    }

    private static async Task<List<SkuCandidate>> ReadAsync(NpgsqlCommand read, Func<NpgsqlDataReader, CandidateBy> by, CancellationToken cancellationToken)
    {
        var found = new List<SkuCandidate>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new(row.GetString(0), row.GetString(1), row.MaybeText(2), by(row), row.GetInt64(3), row.IsDBNull(4) || row.IsDBNull(5) ? null : new(row.GetInt64(4), row.GetString(5))));
        }

        return found;
    }
}
