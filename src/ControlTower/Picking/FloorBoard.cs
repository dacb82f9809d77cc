using ControlTower.Live;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Picking;

/// <summary>What one order still has on its way to the door.</summary>
/// <param name="Parts">A word for each of its groups that is not handed over: <c>cairo:released</c>, joined with commas.</param>
public sealed record FloorRow(Guid Order, string Number, DateTimeOffset? ShipBy, bool IsHeld, string Parts)
{
    public IEnumerable<FloorPart> All => Parts.Split(',').Select(part => part.Split(':')).Select(part => PartOf(part[0], Enum.Parse<GroupState>(part[1], ignoreCase: true)));

    private FloorPart PartOf(string warehouse, GroupState state) => new(
        warehouse, ShipBy,
        state switch
        {
            GroupState.Unallocated or GroupState.Reserved or GroupState.Released or GroupState.Picking or GroupState.Short => Stage.Pick,
            GroupState.Picked or GroupState.Packing => Stage.Pack,
            GroupState.Packed or GroupState.Labelled or GroupState.HandedOver or GroupState.Cancelled => Stage.HandOver,
        },
        IsReleased: state != GroupState.Reserved, IsHeld);
}

/// <summary>Everything between the promise and the truck, by the time of its truck.</summary>
public sealed class FloorBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<FloorBoard> logger)
    : LiveBoard<Guid, FloorRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 50_000;

    private const string Sql = """
        select o.id, o.number, o.ship_by, o.confirmed_at is null or exists (select from hold h where h.order_id = o.id and h.released_at is null), g.parts
        from sales_order o
        cross join lateral (select string_agg(warehouse || ':' || state, ',' order by warehouse, id) as parts from fulfilment_group
                            where order_id = o.id and state not in ('unallocated', 'handedOver', 'cancelled')) g
        where o.stage is not null and g.parts is not null
        """;

    protected override IComparer<FloorRow> Order { get; } = Comparer<FloorRow>.Create((one, other) =>
    {
        var byDue = (one.ShipBy ?? DateTimeOffset.MaxValue).CompareTo(other.ShipBy ?? DateTimeOffset.MaxValue);
        return byDue != 0 ? byDue : one.Order.CompareTo(other.Order);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => BoardKeys.OrdersOf(entry);

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, FloorRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{Sql} limit {RowsMax}" : $"{Sql} and o.id = any($1)");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, FloorRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(reader.GetGuid(0), new(reader.GetGuid(0), numbers.Text(reader.GetInt64(1)), reader.MaybeTime(2), reader.GetBoolean(3), reader.GetString(4))));
        }

        return rows;
    }
}
