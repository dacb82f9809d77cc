using ControlTower.Live;
using ControlTower.Playbook.Orders;
using Npgsql;

namespace ControlTower.ExceptionQueue;

/// <summary>Every case that is not solved, by the time that is left; snoozed ones too, since they have a tab of their own.</summary>
public sealed class ExceptionsBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<ExceptionsBoard> logger)
    : LiveBoard<Guid, CaseRow>(feed, pacer, clock, logger)
{
    private const int RowsMax = 20_000;

    /// <summary>Time to breach, and of equals first what nobody has.</summary>
    protected override IComparer<CaseRow> Order { get; } = Comparer<CaseRow>.Create((one, other) =>
    {
        var byDue = one.DueAt.CompareTo(other.DueAt);
        var byOwner = byDue != 0 ? byDue : (one.Owner is not null).CompareTo(other.Owner is not null);
        return byOwner != 0 ? byOwner : one.Id.CompareTo(other.Id);
    });

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => BoardKeys.CasesOf(entry).Concat(BoardKeys.OrdersOf(entry));

    protected override string? NewestOf(CaseRow row) => row.Number;

    /// <param name="keys">Of cases, or of orders: then all of their cases are read.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    protected override async Task<IReadOnlyList<KeyValuePair<Guid, CaseRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(keys is null ? $"{CaseReading.Sql} where x.state <> 'resolved' order by x.due_at limit {RowsMax}"
            : $"{CaseReading.Sql} where x.state <> 'resolved' and (x.id = any($1) or x.order_id = any($1))");
        if (keys is not null)
        {
            read.Parameters.Add(new() { Value = keys.ToArray() });
        }

        var rows = new List<KeyValuePair<Guid, CaseRow>>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = CaseReading.RowOf(reader, numbers);
            rows.Add(new(row.Id, row));
        }

        return rows;
    }
}
