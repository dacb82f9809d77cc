using System.Text.Json;
using System.Threading.RateLimiting;
using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Shipping.Road;

/// <summary>An order as its customer may see it: no address, no phone, no name but the first, no warehouse.</summary>
/// <param name="Number">As the customer knows it: the shop's, with ours beside it.</param>
public sealed record TrackedOrder(
    Guid Id, string Number, string Store, string? FirstName, string? City, Headline Headline, IReadOnlyList<TrackedItem> Items, IReadOnlyList<TrackedParcel> Parcels, bool HasReturn)
{
    /// <summary>Something was delivered that may still be sent back.</summary>
    public bool MayReturn => !HasReturn && Parcels.Any(parcel => parcel.State == ParcelState.Delivered) && Items.Any(item => item.Returnable > 0);
}

/// <param name="Returnable">Units that are with the customer.</param>
public sealed record TrackedItem(int Line, string Name, int Units, int Returnable);

/// <param name="ExpectedAt">As the courier means to deliver it; null: it has not said.</param>
/// <param name="DoorCode">What the customer says to our driver; null: another courier, or not out for delivery.</param>
public sealed record TrackedParcel(int Number, ParcelState State, DateTimeOffset Since, string? Tracking, DateTimeOffset? ExpectedAt, string? DoorCode);

/// <summary>Reads the order behind a customer's link. A token that is unknown and one whose customer was erased are the same: nothing.</summary>
public sealed class TrackReader(NpgsqlDataSource database, OrderNumbers numbers)
{
    private const string Sql = """
        select o.id, o.external_number, o.store, c.name, c.city, o.headline, o.returns_open > 0,
            coalesce((select jsonb_agg(jsonb_build_object('line', l.line_no, 'name', l.name, 'units', l.ordered - l.cancelled, 'returnable', l.shipped - l.returned) order by l.line_no)
                      from order_line l where l.order_id = o.id and l.ordered > l.cancelled), '[]')::text,
            coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'number', p.package_no, 'state', p.state, 'since', p.state_since, 'tracking', p.tracking, 'kind', k.kind,
                                                          'expectedAt', r.expected_at) order by p.package_no)
                      from parcel p left join parcel_road r on r.parcel_id = p.id left join courier k on k.key = p.courier where p.order_id = o.id and p.state <> 'voided'), '[]')::text, o.channel, o.number
        from track_link t join sales_order o on o.id = t.order_id join order_contact c on c.order_id = o.id
        where t.token = $1 and (c.name is not null or c.phone is not null or c.email is not null)
        """;

    public async Task<TrackedOrder?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!TrackLinks.IsToken(token))
        {
            return null;
        }

        await using var read = database.CreateCommand(Sql);
        read.Parameters.Add(new() { Value = token });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var items = JsonSerializer.Deserialize<List<TrackedItem>>(row.GetString(7), Journal.JournalJson.Options)!;
        var parcels = JsonSerializer.Deserialize<List<ParcelRow>>(row.GetString(8), Journal.JournalJson.Options)!;
        return new(row.GetGuid(0), numbers.KnownAs(row.Word<Channel>(9), row.GetString(1), row.GetInt64(10)), row.GetString(2), FirstOf(row.MaybeText(3)), row.MaybeText(4), row.Word<Headline>(5), items, [.. parcels.Select(parcel => parcel.Shown(token))], row.GetBoolean(6));
    }

    private static string? FirstOf(string? name) => name?.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();

    private sealed record ParcelRow(Guid Id, int Number, ParcelState State, DateTimeOffset Since, string? Tracking, string? Kind, DateTimeOffset? ExpectedAt)
    {
        public TrackedParcel Shown(string token) => new(
            Number, State, Since, Tracking, ExpectedAt, Kind == "own" && State == ParcelState.OutForDelivery ? Playbook.Shipping.DoorCode.Of(token, Id) : null);
    }
}

/// <summary>How often one address may look at customers' pages: nobody can try many links.</summary>
public sealed class TrackLimit : IDisposable
{
    public const int PerMinute = 60;

    private readonly PartitionedRateLimiter<string> _looks = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    public bool MayLook(string address)
    {
        using var lease = _looks.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose() => _looks.Dispose();
}
