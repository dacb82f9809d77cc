using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>A list as its GET shows it.</summary>
/// <param name="Next">What its worker does now; null: nobody walks with it, or what is left is stopped.</param>
public sealed record PickListNow(
    Guid Id, string Number, Guid Wave, string Warehouse, PickListKind Kind, PickListState State, DateTimeOffset? DueAt, string? ClaimedBy, DateTimeOffset? LeaseUntil,
    PickStep? Next, IReadOnlyList<PickLineNow> Lines, IReadOnlyList<PutBackNow> PutBacks);

/// <param name="Held">The hold that stops its order; null: none.</param>
public sealed record PickLineNow(
    int Seq, string Number, int Line, string Sku, string Name, string Bin, int Units, int Picked, int Short, ShortReason? ShortReason, string? Tote, HoldType? Held);

/// <summary>Goods of this list that wait to be put back on their shelf.</summary>
public sealed record PutBackNow(string Number, string Sku, string Name, string Bin, string? Tote, int Units, int Done, int InHand);

public sealed class PickListReader(NpgsqlDataSource database, OrderNumbers numbers)
{
    private const string ListSql = """
        select id, number, wave, warehouse, kind, state, due_at, claimed_name, lease_until, at_bin, in_hand, at_line from pick_list where id = $1
        """;

    private const string LinesSql = """
        select l.seq, o.number, l.line_no, l.sku, k.name, l.bin, l.units, l.picked, l.short, l.short_reason, l.tote,
               (select type from hold where order_id = l.order_id and released_at is null order by placed_at limit 1), l.id, l.group_id, l.order_id, l.warehouse,
               (select t.code from tote t where t.group_id = l.group_id and not t.is_full order by t.since desc limit 1)
        from pick_line l join sales_order o on o.id = l.order_id join sku k on k.sku = l.sku where l.list = $1 order by l.seq, l.id
        """;

    private const string PutBackSql = """
        select o.number, b.sku, k.name, b.bin, b.tote, b.units, b.done, b.in_hand
        from put_back b join sales_order o on o.id = b.order_id join sku k on k.sku = b.sku
        where b.list = $1 and b.closed_at is null order by b.opened_at, b.id
        """;

    /// <returns>Null: there is none.</returns>
    public async Task<PickListNow?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var sql in new[] { ListSql, LinesSql, PutBackSql })
        {
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = id } } });
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var list = new PickListNow(
            reader.GetGuid(0), reader.GetString(1), reader.GetGuid(2), reader.GetString(3), reader.Word<PickListKind>(4), reader.Word<PickListState>(5), reader.MaybeTime(6),
            reader.MaybeText(7), reader.MaybeTime(8), null, [], []);
        var (atBin, inHand, atLine) = (reader.GetBoolean(9), reader.GetInt32(10), reader.IsDBNull(11) ? (Guid?)null : reader.GetGuid(11));
        await reader.NextResultAsync(cancellationToken);
        var lines = new List<PickLineNow>();
        PickTask? task = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var line = LineOf(reader);
            lines.Add(line);
            if (reader.GetGuid(12) == atLine && line.Picked + line.Short < line.Units)
            {
                task = new(
                    reader.GetGuid(12), reader.GetGuid(13), reader.GetGuid(14), line.Number, line.Sku, line.Name, reader.GetString(15), line.Bin, line.Units, line.Picked, line.Short,
                    reader.MaybeText(16), line.Held, atBin, inHand);
            }
        }

        await reader.NextResultAsync(cancellationToken);
        var back = new List<PutBackNow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            back.Add(new(
                numbers.Text(reader.GetInt64(0)), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.MaybeText(4), reader.GetInt32(5), reader.GetInt32(6), reader.GetInt32(7)));
        }

        return list with { Next = list.State == PickListState.Done ? PickStep.Done : task?.Step, Lines = lines, PutBacks = back };
    }

    private PickLineNow LineOf(NpgsqlDataReader row) => new(
        row.GetInt32(0), numbers.Text(row.GetInt64(1)), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8),
        row.MaybeWord<ShortReason>(9), row.MaybeText(10), row.MaybeWord<HoldType>(11));
}
