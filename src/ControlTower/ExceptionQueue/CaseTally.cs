using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.ExceptionQueue;

/// <param name="Closed">Cases that were closed today.</param>
/// <param name="WithoutCase">Share of the orders of the last day that needed nobody; null where there was none.</param>
public sealed record CasesToday(long Closed, double? WithoutCase);

/// <summary>How the day goes: what was closed, and how many orders pass by themselves. Kept for some seconds, for everybody who looks.</summary>
public sealed class CaseTally(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan s_kept = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<DateTimeOffset, (DateTimeOffset At, CasesToday Today)> _shelf = new();

    /// <param name="midnight">When the reader's day began.</param>
    public async Task<CasesToday> ReadAsync(DateTimeOffset midnight, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_shelf.TryGetValue(midnight, out var known) && now - known.At < s_kept)
        {
            return known.Today;
        }

        foreach (var old in _shelf.Keys.Where(day => now - day > TimeSpan.FromDays(2)))
        {
            _shelf.TryRemove(old, out _);
        }

        await using var read = database.CreateCommand("""
            select (select count(*) from exception_case where state = 'resolved' and resolved_at >= $1), count(*), count(*) filter (where c.id is null)
            from sales_order o
            left join lateral (select id from exception_case where order_id = o.id limit 1) c on true
            where o.placed_at >= $2
            """);
        read.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = midnight });
        read.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = now.AddDays(-1) });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var today = new CasesToday(row.GetInt64(0), row.GetInt64(1) == 0 ? null : (double)row.GetInt64(2) / row.GetInt64(1));
        _shelf[midnight] = (now, today);
        return today;
    }
}
