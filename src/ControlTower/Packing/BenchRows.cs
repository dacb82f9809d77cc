using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.Packing;

/// <summary>A parcel as a scan at the bench meets it.</summary>
/// <param name="IsRepeat">The scanner has sent this very scan before.</param>
public sealed record BenchParcel(
    Guid Id, string Sscc, Guid OrderId, Guid GroupId, string Warehouse, PackStanding Standing, IReadOnlyList<PackNeed> Needs, ScannedCode? Code, bool IsRepeat);

/// <summary>
/// The one read of a scan: its order is locked, then what stands on the bench is read, in two statements (a statement sees what was committed
/// before it began, so the second sees what the lock waited for) that travel together. A scan never loads the order.
/// </summary>
internal static class BenchRows
{
    /// <summary>What was picked for a group and is still wanted, and how much of it lies in parcels. $1: the group, $2: the parcel at hand.</summary>
    public const string NeedsSql = """
        select k.line_no, k.sku, s.name, coalesce(c.units, 1), least(k.picked, gl.units * coalesce(c.units, 1))::int, coalesce(q.packed, 0)::int, coalesce(q.here, 0)::int
        from (select line_no, sku, sum(picked) as picked from pick_line where group_id = $1 group by 1, 2) k
        join fulfilment_group g on g.id = $1
        join order_line l on l.order_id = g.order_id and l.line_no = k.line_no
        join group_line gl on gl.group_id = g.id and gl.line_no = k.line_no
        join sku s on s.sku = k.sku
        left join sku_component c on c.kit = l.sku and c.component = k.sku
        left join (select pl.line_no, pl.sku, sum(pl.units) as packed, sum(pl.units) filter (where p.id = $2) as here
                   from parcel_line pl join parcel p on p.id = pl.parcel_id where p.group_id = $1 and p.state <> 'voided' group by 1, 2) q
            on q.line_no = k.line_no and q.sku = k.sku
        order by k.line_no, k.sku
        """;

    private const string LockSql = "select o.id from sales_order o join parcel p on p.order_id = o.id where p.sscc = $1 for update of o";

    private const string StandingSql = """
        select p.id, p.order_id, p.group_id, p.warehouse, p.state, g.state, o.number, o.cancelled_at is not null,
               (select type from hold where order_id = o.id and released_at is null order by placed_at, id limit 1),
               exists (select from pack_scan where scan_id = $2)
        from parcel p join sales_order o on o.id = p.order_id join fulfilment_group g on g.id = p.group_id where p.sscc = $1
        """;

    private const string CodeSql = """
        select b.sku, s.name, b.units, null from sku_barcode b join sku s on s.sku = b.sku where b.gtin = $1
        union all select sku, name, 1, null from sku where upper(sku) = $2 and $1 is null
        union all select null, null, 0, 'the tote ' || code from tote where code = $3
        union all select null, null, 0, 'the parcel ' || sscc from parcel where sscc = $4
        limit 1
        """;

    /// <returns>Null: there is no such parcel.</returns>
    public static async Task<BenchParcel?> LockAsync(Work work, OrderNumbers numbers, string sscc, string raw, Guid scanId, CancellationToken cancellationToken)
    {
        var clean = BenchCode.Clean(raw);
        await using var batch = Batch(work);
        Add(batch, LockSql, sscc);
        Add(batch, StandingSql, sscc, scanId);
        Add(batch, NeedsSql.Replace("$1", "(select group_id from parcel where sscc = $1)", StringComparison.Ordinal)
            .Replace("$2", "(select id from parcel where sscc = $1)", StringComparison.Ordinal), sscc);
        Add(batch, CodeSql, BenchCode.GtinOf(clean), clean, BenchCode.Tote(clean), BenchCode.Sscc(clean));

        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        await row.NextResultAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var standing = new PackStanding(
            numbers.Text(row.GetInt64(6)), row.Word<ParcelState>(4), row.Word<GroupState>(5), row.GetBoolean(7), row.MaybeWord<HoldType>(8));
        var (id, order, group, warehouse, isRepeat) = (row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetBoolean(9));
        await row.NextResultAsync(cancellationToken);
        var needs = await NeedsAsync(row, cancellationToken);
        await row.NextResultAsync(cancellationToken);
        var code = await row.ReadAsync(cancellationToken)
            ? new ScannedCode(clean, row.MaybeText(0), row.MaybeText(1), row.GetInt32(2), row.MaybeText(3))
            : new ScannedCode(clean, null, null, 0, null);
        return new(id, sscc, order, group, warehouse, standing, needs, code, isRepeat);
    }

    /// <summary>What a group needs, in the transaction at hand.</summary>
    /// <param name="parcel">The one at hand; none: <see cref="Guid.Empty"/>.</param>
    public static async Task<IReadOnlyList<PackNeed>> NeedsAsync(Work work, Guid group, Guid parcel, CancellationToken cancellationToken)
    {
        await using var batch = Batch(work);
        Add(batch, NeedsSql, group, parcel);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        return await NeedsAsync(row, cancellationToken);
    }

    public static async Task<IReadOnlyList<PackNeed>> NeedsAsync(NpgsqlDataReader row, CancellationToken cancellationToken)
    {
        var needs = new List<PackNeed>();
        while (await row.ReadAsync(cancellationToken))
        {
            needs.Add(NeedOf(row, 0));
        }

        return needs;
    }

    /// <param name="from">Number of the first of the seven columns.</param>
    public static PackNeed NeedOf(NpgsqlDataReader row, int from) => new(
        row.GetInt32(from), row.GetString(from + 1), row.GetString(from + 2), row.GetInt32(from + 3), row.GetInt32(from + 4), row.GetInt32(from + 5), row.GetInt32(from + 6));

    /// <summary>Statements that travel together in the transaction at hand.</summary>
    public static NpgsqlBatch Batch(Work work) => new(
        (NpgsqlConnection)work.Db.Database.GetDbConnection(), (NpgsqlTransaction?)work.Db.Database.CurrentTransaction?.GetDbTransaction());

    public static void Add(NpgsqlBatch batch, string sql, params object?[] values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            var parameter = new NpgsqlParameter { Value = value ?? DBNull.Value };
            if (value is null)
            {
                parameter.NpgsqlDbType = NpgsqlDbType.Text;
            }

            statement.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(statement);
    }
}
