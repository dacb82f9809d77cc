using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Journal;

/// <summary>Whoever has the superuser's rights can change the journal; the chain says that they did, and where.</summary>
public sealed class ChainCheckTests
{
    private const int Entries = 12;
    private const int Victim = 6;

    private const string Insert = "insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new) select gen_random_uuid(), at, actor, 'somebody', command_id, kind, subject, keys, new from journal";
    private const string Entry = "(select entry from journal_position where pos = 6)";
    private const string Swap = "update journal_position set pos = pos + 1000 where pos in (6, 7); update journal_position set pos = 1013 - pos where pos > 1000";

    public static TheoryData<string, string, long> Tampers => new()
    {
        { "who did it", $"update journal set actor_name = 'somebody else' where id = {Entry}", Victim },
        { "whose key it was", $"update journal set actor = gen_random_uuid() where id = {Entry}", Victim },
        { "when", $"update journal set at = at - interval '1 second' where id = {Entry}", Victim },
        { "why", $"update journal set why = 'because' where id = {Entry}", Victim },
        { "what is so now", $"update journal set new = new || '{{\"name\": \"other\"}}' where id = {Entry}", Victim },
        { "what was before", $"update journal set old = '{{}}' where id = {Entry}", Victim },
        { "about what", $"update journal set subject = 'test:other' where id = {Entry}", Victim },
        { "the entry deleted with its place", "delete from journal_position where pos = 6", Victim },
        { "all that came after a place moved up", "delete from journal_position where pos = 6; update journal_position set pos = pos + 1000 where pos > 6; update journal_position set pos = pos - 1001 where pos > 1000", Victim },
        { "two entries in each other's place", Swap, Victim },
        { "an entry put in between", $"{Insert} where id = {Entry}; update journal_position set entry = (select id from journal where actor_name = 'somebody') where pos = 6", Victim },
        { "the hash written anew", "update journal_position set hash = sha256('other'::bytea) where pos = 6", Victim },
    };

    [Theory, MemberData(nameof(Tampers))]
    public async Task Whoever_changes_the_journal_by_hand_is_found_at_the_first_entry_that_does_not_fit(string what, string sql, long at)
    {
        await using var host = await TowerHost.StartAsync();
        await WriteAsync(host);
        var chain = host.Services.GetRequiredService<ChainCheck>();
        Assert.True((await chain.VerifyAsync(0, default)).Healthy);

        await host.Database.AdminAsync($"set session_replication_role = replica; {sql}");

        var verdict = await chain.VerifyAsync(0, default);
        Assert.False(verdict.Healthy, what);
        Assert.Equal(at, verdict.FirstBroken!.Position);
    }

    [Fact]
    public async Task The_tower_itself_can_change_no_entry()
    {
        await using var host = await TowerHost.StartAsync();
        await WriteAsync(host);

        foreach (var sql in new[] { "update journal set why = 'x'", "delete from journal", "update journal_position set pos = pos", "delete from journal_position" })
        {
            Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.Database.AppAsync(sql))).SqlState);
        }
    }

    private static async Task WriteAsync(TowerHost host)
    {
        var gate = host.Services.GetRequiredService<CommitGate>();
        for (var at = 0; at < Entries; at++)
        {
            await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work =>
            {
                work.Also(new Tested($"entry {at}"));
                return Task.FromResult(1);
            }, default);
        }

        await Eventually.TrueAsync(async () => await host.Database.AppAsync("select count(*) from journal_unstamped") is 0L);
    }

    private sealed record Tested(string Name) : IJournaled
    {
        public string Subject => "test:1";

        public IReadOnlyList<string> Keys => [Subject];
    }
}
