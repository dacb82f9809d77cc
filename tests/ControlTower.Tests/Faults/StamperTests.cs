using ControlTower.Journal;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ControlTower.Tests.Faults;

/// <summary>Many write and some take back, two nodes stamp: the feed is dense, nothing is missed and the chain verifies.</summary>
public sealed class StamperTests : IAsyncLifetime
{
    private const int Writers = 16;
    private const int EntriesEach = 60;
    private TowerDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TowerDatabase.CloneAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Two_stampers_under_16_writers_give_every_committed_entry_one_position_and_the_ones_taken_back_none()
    {
        using var written = new CancellationTokenSource();
        var committed = 0;
        var reader = new ReaderBehind(_database.Source);
        var stamping = Task.WhenAll(StampUntilAsync(written.Token), StampUntilAsync(written.Token), reader.FollowAsync(written.Token));
        await Parallel.ForEachAsync(Enumerable.Range(0, Writers), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (writer, _) =>
        {
            for (var at = 0; at < EntriesEach; at++)
            {
                if (await WriteAsync(isTakenBack: (at + writer) % 5 == 0))
                {
                    Interlocked.Increment(ref committed);
                }
            }
        });
        await written.CancelAsync();
        await stamping;
        while (await Stamper().StampAsync(default) > 0)
        {
        }

        await reader.ReadAsync();
        Assert.Equal((long)committed, await _database.AppAsync("select count(*) from journal_position"));
        Assert.Equal((long)committed, await _database.AppAsync("select max(pos) from journal_position"));
        Assert.Equal(0L, await _database.AppAsync("select count(*) from journal j where not exists (select from journal_position p where p.entry = j.id)"));
        Assert.Equal(Enumerable.Range(1, committed).Select(position => (long)position), reader.Seen); // who only ever looks behind the last position missed nothing
        var verdict = await new ChainCheck(_database.Source).VerifyAsync(0, default);
        Assert.Equal(new ChainVerdict(true, committed, null), verdict);
    }

    [Fact]
    public async Task An_entry_that_was_changed_behind_our_back_breaks_the_chain_where_it_stands()
    {
        for (var at = 0; at < 5; at++)
        {
            await WriteAsync(isTakenBack: false);
        }

        await Stamper().StampAsync(default);
        await _database.AdminAsync("""
            alter table journal disable trigger journal_append_only;
            update journal set actor_name = 'somebody else' where id = (select entry from journal_position where pos = 3)
            """);

        var verdict = await new ChainCheck(_database.Source).VerifyAsync(0, default);
        Assert.Equal(3, verdict.FirstBroken?.Position);
    }

    private Stamper Stamper() => new(_database.Source, TimeProvider.System, NullLogger<Stamper>.Instance);

    private async Task StampUntilAsync(CancellationToken written)
    {
        using var stamper = Stamper();
        while (!written.IsCancellationRequested)
        {
            await stamper.StampAsync(default);
            await Task.Delay(Random.Shared.Next(1, 6), default);
        }
    }

    private async Task<bool> WriteAsync(bool isTakenBack)
    {
        await using var connection = await _database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var insert = new NpgsqlCommand("""
            insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new)
            values ($1, now(), $2, 'tests', $1, 'NoteWritten', 'order:1', array['order:1'], '{}')
            """, connection) { Parameters = { new() { Value = Guid.CreateVersion7() }, new() { Value = Guid.Empty } } };
        await insert.ExecuteNonQueryAsync();
        await Task.Delay(Random.Shared.Next(0, 8)); // so that the order of the commits is another than that of the inserts
        await (isTakenBack ? transaction.RollbackAsync() : transaction.CommitAsync());
        return !isTakenBack;
    }

    /// <summary>Reads as the boards do: only what lies behind the last position that it saw.</summary>
    private sealed class ReaderBehind(NpgsqlDataSource database)
    {
        public List<long> Seen { get; } = [];

        public async Task FollowAsync(CancellationToken written)
        {
            while (!written.IsCancellationRequested)
            {
                await ReadAsync();
                await Task.Delay(2, default);
            }
        }

        public async Task ReadAsync()
        {
            await using var read = database.CreateCommand("select pos from journal_position where pos > $1 order by pos");
            read.Parameters.Add(new() { Value = Seen.LastOrDefault() });
            await using var reader = await read.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                Seen.Add(reader.GetInt64(0));
            }
        }
    }
}
