using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>A list that waits for somebody to walk with it.</summary>
/// <param name="Site">The warehouse's name.</param>
/// <param name="Courier">Whose truck it is for; null: none in particular.</param>
public sealed record WaitingList(Guid Id, string Number, string Warehouse, string Site, PickListKind Kind, DateTimeOffset? DueAt, int Lines, int Units, string? Courier);

/// <summary>Goods of a cancelled order that wait to go back to their shelf.</summary>
/// <param name="List">The list that they were picked with.</param>
/// <param name="Number">Of the order.</param>
/// <param name="IsMine">Begun by the one who asks: some are in their hand.</param>
public sealed record WaitingPutBack(Guid List, string Number, string Sku, string Name, string Bin, string? Tote, int Units, int Done, int InHand, bool IsMine);

/// <summary>A bin as a picker finds it.</summary>
public sealed record BinSpot(string Bin, string Zone, string Level, RackPlace Place);

/// <summary>What a picker sees of an article.</summary>
/// <param name="Image">The name of our own picture; null: there is none.</param>
/// <param name="Gtins">What its labels read, padded to 14 digits.</param>
public sealed record PickGoods(string Sku, string Name, string Category, string? Image, IReadOnlyList<string> Gtins);

/// <summary>Answers what a picker's screen asks beside the list itself; decides nothing.</summary>
public sealed class PickFloor(NpgsqlDataSource database, OrderNumbers numbers)
{
    public const int WaitingMax = 20;
    private const int RacksMax = 400;

    /// <returns>The list that this worker walks with; null: none.</returns>
    public async Task<Guid?> MineAsync(Guid by, CancellationToken cancellationToken) =>
        (await RowsAsync("select id from pick_list where claimed_by = $1 and state = 'claimed'", row => (Guid?)row.GetGuid(0), cancellationToken, by)).SingleOrDefault();

    public async Task<string?> FirstSiteAsync(CancellationToken cancellationToken) =>
        (await RowsAsync("select key from warehouse where is_on order by key limit 1", row => row.GetString(0), cancellationToken)).SingleOrDefault();

    /// <returns>The list with this number, as it is printed on paper; null: there is none.</returns>
    public async Task<(Guid Id, string Warehouse)?> NamedAsync(string number, CancellationToken cancellationToken) =>
        (await RowsAsync(
            "select id, warehouse from pick_list where number = upper($1)", row => ((Guid, string)?)(row.GetGuid(0), row.GetString(1)), cancellationToken, number)).SingleOrDefault();

    /// <summary>Open lists that have something to pick which nothing stops, the one that is due first at the top.</summary>
    /// <param name="warehouses">Null: all.</param>
    public Task<List<WaitingList>> WaitingAsync(IReadOnlyCollection<string>? warehouses, CancellationToken cancellationToken) => RowsAsync(
        $"""
        select p.id, p.number, p.warehouse, w.name, p.kind, p.due_at, v.courier, l.lines, l.units
        from pick_list p join warehouse w on w.key = p.warehouse join wave v on v.id = p.wave
        cross join lateral (
            select count(*)::int as lines, coalesce(sum(l.units - l.picked - l.short), 0)::int as units from pick_line l
            where l.list = p.id and l.picked + l.short < l.units and not exists (select 1 from hold h where h.order_id = l.order_id and h.released_at is null)) l
        where p.state = 'open' and l.lines > 0 and ($1::text[] is null or p.warehouse = any($1))
        order by p.due_at nulls last, p.created_at, p.number limit {WaitingMax}
        """,
        row => new WaitingList(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Word<PickListKind>(4), row.MaybeTime(5), row.GetInt32(7), row.GetInt32(8), row.MaybeText(6)),
        cancellationToken, (object?)warehouses?.ToArray());

    /// <summary>What waits to be put back, the worker's own begun ones first.</summary>
    public Task<List<WaitingPutBack>> PutBacksAsync(Guid by, IReadOnlyCollection<string>? warehouses, CancellationToken cancellationToken) => RowsAsync(
        $"""
        select b.list, o.number, b.sku, k.name, b.bin, b.tote, b.units, b.done, b.in_hand, b.held_by is not distinct from $1
        from put_back b join sales_order o on o.id = b.order_id join sku k on k.sku = b.sku
        where b.closed_at is null and (b.held_by is null or b.held_by = $1) and ($2::text[] is null or b.warehouse = any($2))
        order by b.held_by is null, b.opened_at, b.id limit {WaitingMax}
        """,
        row => new WaitingPutBack(
            row.GetGuid(0), numbers.Text(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.MaybeText(5), row.GetInt32(6), row.GetInt32(7),
            row.GetInt32(8), row.GetBoolean(9)),
        cancellationToken, by, warehouses?.ToArray());

    public async Task<FloorSketch> RacksAsync(string warehouse, CancellationToken cancellationToken) => new(await RowsAsync(
        $"select aisle, x, min(y), max(y) from bin where warehouse = $1 and aisle <> '' group by aisle, x order by x limit {RacksMax}",
        row => new Rack(row.GetString(0), (double)row.GetDecimal(1), (double)row.GetDecimal(2), (double)row.GetDecimal(3)), cancellationToken, warehouse));

    public async Task<BinSpot?> SpotAsync(string warehouse, string bin, CancellationToken cancellationToken) => (await RowsAsync(
        "select bin, zone, level, aisle, x, y from bin where warehouse = $1 and bin = $2",
        row => new BinSpot(row.GetString(0), row.GetString(1), row.GetString(2), new(row.GetString(3), (double)row.GetDecimal(4), (double)row.GetDecimal(5))),
        cancellationToken, warehouse, bin)).SingleOrDefault();

    /// <returns>The bin whose label was scanned last on this list; null: none yet.</returns>
    public async Task<string?> LastBinAsync(Guid list, CancellationToken cancellationToken) => (await RowsAsync(
        """
        select l.bin from pick_scan s join pick_line l on l.id = s.line
        where s.list = $1 and s.step = 'bin' and s.code is null and not s.undone order by s.seq desc limit 1
        """,
        row => row.GetString(0), cancellationToken, list)).SingleOrDefault();

    public async Task<PickGoods?> GoodsAsync(string sku, CancellationToken cancellationToken) => (await RowsAsync(
        """
        select k.sku, k.name, k.category, k.image, coalesce((select array_agg(b.gtin order by b.units, b.gtin) from sku_barcode b where b.sku = k.sku), '{}')
        from sku k where k.sku = $1
        """,
        row => new PickGoods(row.GetString(0), row.GetString(1), row.GetString(2), row.MaybeText(3), row.GetFieldValue<string[]>(4)), cancellationToken, sku)).SingleOrDefault();

    private async Task<List<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> of, CancellationToken cancellationToken, params object?[] values)
    {
        await using var read = database.CreateCommand(sql);
        foreach (var value in values)
        {
            read.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        var rows = new List<T>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(of(row));
        }

        return rows;
    }
}
