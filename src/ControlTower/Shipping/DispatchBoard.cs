using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Shipping;

/// <summary>Every parcel from the seal to the truck, and what was handed over today: what somebody must look at first, then by the time that is left.</summary>
public sealed class DispatchBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<DispatchBoard> logger)
    : LiveBoard<Guid, DispatchRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 10_000;
    private const string ParcelPrefix = "parcel:";

    private const string Sql = """
        select p.id, p.sscc, o.number, p.warehouse, coalesce(p.courier, s.courier, ''), p.state, p.state_since, p.weight_grams, s.state, s.error, p.tracking,
            m.number, m.id, mp.scanned_at is not null, o.ship_by, s.cod_minor, s.cod_currency, p.handed_over_at,
            exists (select 1 from hold h where h.order_id = o.id and h.released_at is null), c.id, c.code
        from parcel p
        join sales_order o on o.id = p.order_id and o.shipping_method is distinct from 'pickup'
        left join lateral (select * from shipment x where x.parcel_id = p.id order by x.created_at desc limit 1) s on true
        left join manifest_parcel mp on mp.parcel_id = p.id and mp.left_at is null
        left join manifest m on m.id = mp.manifest_id
        left join lateral (select x.id, x.code from exception_case x where x.order_id = p.order_id and x.subject_id = p.sscc and x.state <> 'resolved'
                           and x.code in ('LABEL_FAILED', 'BOOKING_UNKNOWN', 'NOT_HANDED_OVER') order by x.due_at limit 1) c on true
        where (p.state in ('sealed', 'labelled') or p.handed_over_at > now() - interval '18 hours')
        """;

    protected override IComparer<DispatchRow> Order { get; } = Comparer<DispatchRow>.Create((one, other) =>
    {
        var byTrouble = other.IsMissing.CompareTo(one.IsMissing);
        var byStand = byTrouble != 0 ? byTrouble : one.Stand.CompareTo(other.Stand);
        var byTime = byStand != 0 ? byStand
            : one.HandedOverAt is { } left && other.HandedOverAt is { } later ? later.CompareTo(left)
            : (one.ShipBy ?? DateTimeOffset.MaxValue).CompareTo(other.ShipBy ?? DateTimeOffset.MaxValue);
        return byTime != 0 ? byTime : string.CompareOrdinal(one.Sscc, other.Sscc);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) =>
        entry.Keys.Where(key => key.StartsWith(ParcelPrefix, StringComparison.Ordinal)).Select(key => Guid.TryParse(key.AsSpan(ParcelPrefix.Length), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, DispatchRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} order by p.state_since desc limit {RowsMax}" : $"{Sql} and p.id = any($1)");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, DispatchRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = Read(reader);
            rows.Add(new(row.Id, row));
        }

        return rows;
    }

    private DispatchRow Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), numbers.Text(reader.GetInt64(2)), reader.GetString(3), reader.GetString(4), Word<ParcelState>(reader.GetString(5)),
        reader.GetFieldValue<DateTimeOffset>(6), reader.IsDBNull(7) ? null : reader.GetInt32(7), reader.IsDBNull(8) ? null : Word<BookingState>(reader.GetString(8)), reader.MaybeText(9),
        reader.MaybeText(10), reader.MaybeText(11), reader.IsDBNull(12) ? null : reader.GetGuid(12), reader.GetBoolean(13),
        reader.IsDBNull(14) ? null : reader.GetFieldValue<DateTimeOffset>(14), reader.IsDBNull(15) ? null : reader.GetInt64(15), reader.MaybeText(16),
        reader.IsDBNull(17) ? null : reader.GetFieldValue<DateTimeOffset>(17), reader.GetBoolean(18), reader.IsDBNull(19) ? null : reader.GetGuid(19), reader.MaybeText(20));

    private static T Word<T>(string stored)
        where T : struct, Enum => Enum.Parse<T>(stored, ignoreCase: true);
}
