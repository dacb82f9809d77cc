using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>A list as a scan finds it, locked.</summary>
internal sealed record ListSeen(
    Guid Id, string Number, Guid Wave, string Warehouse, PickListState State, Guid? ClaimedBy, string? ClaimedName, DateTimeOffset? LeaseUntil, Guid? AtLine, bool AtBin, int InHand);

/// <summary>What was answered to the same scan before.</summary>
internal sealed record ScanBefore(Guid Entry, string Answer);

/// <summary>Everything that decides about a scan, read in one go.</summary>
/// <param name="Task">The line at hand; null: none is left.</param>
/// <param name="Follows">The line that comes when the one at hand is stopped or done.</param>
/// <param name="IsShown">The line at hand is the one that its worker was shown, with what they hold.</param>
internal sealed record ScanPicture(
    ListSeen? List, ScanBefore? Before, PickTask? Task, PickTask? Follows, ItemSeen? Item, ToteSeen? Tote, bool IsShown, int WrongBefore);

/// <summary>
/// The reads of a scan: one batch, in the order in which they are answered. The list is locked first, so scans of one list come one after the other.
/// </summary>
internal static class ScanLook
{
    private const string ListSql = """
        select id, number, wave, warehouse, state, claimed_by, claimed_name, lease_until, at_line, at_bin, in_hand from pick_list where id = $1 for update
        """;

    private const string BeforeSql = "select entry, answer::text from pick_scan where list = $1 and scan_id = $2";

    /// <summary>The shown line first, then the walk; what is held comes last. Two rows: the one at hand, and the one that follows.</summary>
    private const string LinesSql = """
        select l.id, l.group_id, l.order_id, o.number, l.sku, k.name, l.warehouse, l.bin, l.units, l.picked, l.short,
               (select t.code from tote t where t.group_id = l.group_id and not t.is_full order by t.since desc limit 1) as tote,
               h.type as held, l.id = p.at_line as shown
        from pick_list p
        join pick_line l on l.list = p.id and l.picked + l.short < l.units
        join sales_order o on o.id = l.order_id
        join sku k on k.sku = l.sku
        left join lateral (select type from hold where order_id = l.order_id and released_at is null order by placed_at limit 1) h on true
        where p.id = $1
        order by l.id is not distinct from p.at_line desc, h.type is not null, l.seq, l.id limit 2
        """;

    private const string ItemSql = """
        select sku, units from sku_barcode where gtin = $1
        union all select sku, 1 from sku where upper(sku) = upper($2) and not exists (select 1 from sku_barcode where gtin = $1) limit 1
        """;

    private const string ToteSql = """
        select t.code, t.warehouse, t.group_id, o.number, t.is_full
        from tote t left join fulfilment_group g on g.id = t.group_id left join sales_order o on o.id = g.order_id where t.code = $1
        """;

    private const string WrongSql = """
        select count(*)::int from pick_scan s join pick_list p on p.id = $1 where s.line = p.at_line and s.code is not null and s.code <> 'picking.held'
        """;

    public static void Ask(QuickBatch batch, Guid list, Guid scanId, ScanReading scan)
    {
        batch.Add(ListSql, list);
        batch.Add(BeforeSql, list, scanId);
        batch.Add(LinesSql, list);
        batch.Add(ItemSql, scan.Kind == ScanKind.Article ? scan.Code : "", scan.Kind == ScanKind.Text ? scan.Code : "");
        batch.Add(ToteSql, scan.Kind == ScanKind.Tote ? scan.Code : "");
        batch.Add(WrongSql, list);
    }

    /// <summary>Where the worker stands, without a scan.</summary>
    public static void AskWhere(QuickBatch batch, Guid list) => batch.Add(LinesSql, list);

    public static async Task<ScanPicture> ReadAsync(NpgsqlDataReader reader, ScanReading scan, Func<long, string> number, CancellationToken cancellationToken)
    {
        var list = await reader.ReadAsync(cancellationToken) ? ListOf(reader) : null;
        await reader.NextResultAsync(cancellationToken);
        var before = await reader.ReadAsync(cancellationToken) ? new ScanBefore(reader.GetGuid(0), reader.GetString(1)) : null;
        await reader.NextResultAsync(cancellationToken);
        var lines = await LinesAsync(reader, list, number, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var item = await reader.ReadAsync(cancellationToken) ? new ItemSeen(reader.GetString(0), reader.GetInt32(1)) : null;
        await reader.NextResultAsync(cancellationToken);
        var tote = scan.Kind != ScanKind.Tote ? null
            : await reader.ReadAsync(cancellationToken)
                ? new ToteSeen(reader.GetString(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.IsDBNull(3) ? null : number(reader.GetInt64(3)), reader.GetBoolean(4))
                : new ToteSeen(scan.Code, null, null, null, IsFull: false);
        await reader.NextResultAsync(cancellationToken);
        var wrong = await reader.ReadAsync(cancellationToken) ? reader.GetInt32(0) : 0;
        var (task, isShown) = lines.Count == 0 ? (null, false) : lines[0];
        return new(list, before, task, lines.Count > 1 ? lines[1].Task : null, item, tote, isShown, wrong);
    }

    public static async Task<List<(PickTask Task, bool IsShown)>> LinesAsync(
        NpgsqlDataReader reader, ListSeen? list, Func<long, string> number, CancellationToken cancellationToken)
    {
        var lines = new List<(PickTask, bool)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var isShown = !reader.IsDBNull(13) && reader.GetBoolean(13);
            lines.Add((new(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), number(reader.GetInt64(3)), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7),
                reader.GetInt32(8), reader.GetInt32(9), reader.GetInt32(10), reader.MaybeText(11), reader.MaybeWord<HoldType>(12),
                isShown && list?.AtBin == true, isShown ? list?.InHand ?? 0 : 0), isShown));
        }

        return lines;
    }

    private static ListSeen ListOf(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.Word<PickListState>(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.MaybeText(6), row.MaybeTime(7),
        row.IsDBNull(8) ? null : row.GetGuid(8), row.GetBoolean(9), row.GetInt32(10));
}
