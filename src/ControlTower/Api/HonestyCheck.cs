using ControlTower.Journal;
using ControlTower.Live;
using Npgsql;

namespace ControlTower.Api;

/// <summary>What the tower says of itself: every invariant with the rows that break it, how far the feed is behind, and whether the audit chain holds.</summary>
public sealed record Honesty(bool Healthy, DateTimeOffset AsOf, IReadOnlyList<InvariantCount> Invariants, FeedHonesty Feed, ChainHonesty Chain);

public sealed record InvariantCount(string Name, long Broken);

/// <param name="LagMs">Age of the oldest entry that has no position yet; 0: none waits.</param>
public sealed record FeedHonesty(long Position, long LagMs);

/// <param name="VerifiedTo">Up to here the chain was walked by this node.</param>
public sealed record ChainHonesty(long VerifiedTo, bool Healthy);

/// <summary>Counts the invariants and walks the part of the chain that is new since the last time.</summary>
public sealed class HonestyCheck(NpgsqlDataSource database, ChainCheck chain, LiveFeed feed, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private long _verifiedTo;

    public async Task<Honesty> AskAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var invariants = await CountAsync(cancellationToken);
            var verdict = await chain.VerifyAsync(_verifiedTo, cancellationToken);
            _verifiedTo += verdict.Healthy ? verdict.Entries : 0; // a break is found again until somebody mends it
            return new(
                verdict.Healthy && invariants.TrueForAll(one => one.Broken == 0), clock.GetUtcNow(), invariants,
                new(Math.Max(0, feed.Position), await LagAsync(cancellationToken)), new(_verifiedTo, verdict.Healthy));
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>All in one statement: what is counted is one moment, or two views could contradict each other.</summary>
    private async Task<List<InvariantCount>> CountAsync(CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using (var list = database.CreateCommand(
            "select viewname from pg_views where schemaname = current_schema() and viewname like 'inv\\_%' order by viewname"))
        await using (var views = await list.ExecuteReaderAsync(cancellationToken))
        {
            while (await views.ReadAsync(cancellationToken))
            {
                names.Add(views.GetString(0));
            }
        }

        if (names.Count == 0)
        {
            return [];
        }

        var counts = new List<InvariantCount>();
        await using var count = database.CreateCommand(string.Join(" union all ", names.Select(name => $"select '{name}', count(*) from \"{name}\"")) + " order by 1");
        await using var rows = await count.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            counts.Add(new(rows.GetString(0), rows.GetInt64(1)));
        }

        return counts;
    }

    private async Task<long> LagAsync(CancellationToken cancellationToken)
    {
        await using var lag = database.CreateCommand("""
            select coalesce(extract(epoch from clock_timestamp() - min(j.at)) * 1000, 0)::bigint from journal_unstamped u join journal j on j.id = u.entry
            """);
        return Math.Max(0, (long)(await lag.ExecuteScalarAsync(cancellationToken))!);
    }
}
