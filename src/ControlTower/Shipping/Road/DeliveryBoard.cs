using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Shipping.Road;

/// <summary>One parcel on the road, as the board shows it; compared by value.</summary>
/// <param name="Expected">As its courier means to deliver it.</param>
/// <param name="Attempts">Failed ones.</param>
/// <param name="Case">Code of its gravest open case; null: nothing is wrong.</param>
public sealed record DeliveryRow(
    Guid Id, string Sscc, string Number, string Warehouse, ParcelState State, DateTimeOffset Since, string? Courier, string? Tracking, DateTimeOffset? HeardAt, string? Place,
    DateTimeOffset? Expected, int Attempts, DateTimeOffset? RescueUntil, string? Case);

/// <summary>Every parcel between our door and the customer's: who needs somebody first, then the one that was heard of longest ago.</summary>
public sealed class DeliveryBoard(NpgsqlDataSource database, LiveFeed feed, Pacer pacer, TimeProvider clock, OrderNumbers numbers, ILogger<DeliveryBoard> logger)
    : LiveBoard<Guid, DeliveryRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 20_000;
    private const string Prefix = "parcel:";

    private const string Sql = """
        select p.id, p.sscc, o.number, p.warehouse, p.state, p.state_since, p.courier, p.tracking, r.heard_at, r.last_place, r.expected_at, coalesce(r.attempts, 0), r.rescue_until,
               (select x.code from exception_case x where x.order_id = p.order_id and x.subject_id = p.sscc and x.state <> 'resolved' order by x.severity, x.due_at limit 1)
        from parcel p join sales_order o on o.id = p.order_id left join parcel_road r on r.parcel_id = p.id
        where p.state in ('handedOver', 'accepted', 'inTransit', 'delayed', 'outForDelivery', 'attemptFailed', 'atPickupPoint', 'returning')
        """;

    protected override IComparer<DeliveryRow> Order { get; } = Comparer<DeliveryRow>.Create((one, other) =>
    {
        var byCase = (other.Case is not null).CompareTo(one.Case is not null);
        var byTime = byCase != 0 ? byCase : (one.HeardAt ?? one.Since).CompareTo(other.HeardAt ?? other.Since);
        return byTime != 0 ? byTime : string.CompareOrdinal(one.Sscc, other.Sscc);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => entry.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(key => Guid.TryParse(key.AsSpan(Prefix.Length), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, DeliveryRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} order by p.state_since limit {RowsMax}" : $"{Sql} and p.id = any($1)");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, DeliveryRow>>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new(row.GetGuid(0), new(
                row.GetGuid(0), row.GetString(1), numbers.Text(row.GetInt64(2)), row.GetString(3), row.Word<ParcelState>(4), row.Time(5), row.MaybeText(6), row.MaybeText(7),
                row.MaybeTime(8), row.MaybeText(9), row.MaybeTime(10), row.GetInt32(11), row.MaybeTime(12), row.MaybeText(13))));
        }

        return rows;
    }
}
