using ControlTower.Tests.Api;
using ControlTower.Tests.Faults;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Notifications;

/// <summary>
/// The tower dies between sending a message and recording it: the provider has taken it and has not answered yet. Started again, it must find out
/// and never send it twice. Each provider can be asked in another way, or not at all.
/// </summary>
public sealed class KilledWhileSendingTests
{
    private static readonly TimeSpan s_held = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task After_a_kill_between_sending_and_recording_each_providers_book_has_one()
    {
        await using var providers = await Providers.StartAsync();
        await using var database = await TowerDatabase.CloneAsync();
        var settings = (IReadOnlyList<(string, string)>)[.. providers.Settings,
            ("Stores__chat__Kind", "whatsapp"), ("Stores__chat__Country", "EG"), ("Stores__chat__Currency", "EGP"), ("Stores__chat__CodConfirm", "always")];
        var tower = await StartAsync(database, providers, settings);
        await CustomerTower.LayAsync(tower.Manager);
        await providers.AnswerAfterAsync(s_held); // taken, and no word of it

        // Asked about cash on delivery by WhatsApp and told by mail; handed over: told by SMS.
        var placed = await OrderTower.PostAsync(tower.Manager, "orders", CustomerTower.OrderOf(true, "killed@example.org", "Mona S.", TimeProvider.System.GetUtcNow(), "01001234567"));
        Assert.True(placed.Status == 201, placed.ToString());
        await TellAsync(database, placed.Text("number"));
        await Eventually.TrueAsync(async () => (await providers.LedgerAsync()).Select(one => one.Provider).Distinct().Count() == 3);
        Assert.Equal(0L, await database.AdminAsync("select count(*) from message where state <> 'queued'")); // nothing is recorded
        var taken = await providers.LedgerAsync();

        await tower.DisposeAsync(); // kill -9
        await providers.AnswerAfterAsync(TimeSpan.Zero);
        tower = await StartAsync(database, providers, settings);

        await UntilAsync(database, "select count(*) from message where state = 'queued'");
        Assert.Equal(taken.Select(one => one.Id).Order(), (await providers.LedgerAsync()).Where(one => taken.Any(before => before.Provider == one.Provider && before.To == one.To && before.Text == one.Text)).Select(one => one.Id).Order());
        var ends = await EndsAsync(database);
        Assert.Equal(["codConfirm whatsapp sent-or-later sure", "received email sent-or-later unsure", "shipped email sent-or-later unsure", "shipped sms sent-or-later sure"], ends);
        await tower.DisposeAsync();
    }

    private static Task<TowerProcess> StartAsync(TowerDatabase database, Providers providers, IReadOnlyList<(string, string)> settings) =>
        TowerProcess.StartAsync(database.AppConnectionString, database.OwnerConnectionString, providers.TowerPort, isMigrating: false, [.. settings]);

    /// <summary>Writes what the floor would write at the handover, as a line of the journal.</summary>
    private static async Task TellAsync(TowerDatabase database, string number)
    {
        await using var insert = database.Source.CreateCommand("""
            insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new)
            select gen_random_uuid(), clock_timestamp(), '00000000-0000-0000-0000-000000000000', 'tower', gen_random_uuid(), 'OrderHandedOver', 'order:' || id, array['order:' || id], '{}'
            from sales_order where number = $1
            """);
        insert.Parameters.Add(new() { Value = long.Parse(number.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal(1, await insert.ExecuteNonQueryAsync());
    }

    /// <summary>Longer than elsewhere: a try counts as lost only after every call would have ended.</summary>
    private static async Task UntilAsync(TowerDatabase database, string count)
    {
        using var limit = new CancellationTokenSource(s_longest);
        while (await database.AdminAsync(count) is not 0L)
        {
            Assert.False(limit.IsCancellationRequested, string.Join("; ", await EndsAsync(database)));
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<string>> EndsAsync(TowerDatabase database)
    {
        await using var read = database.Source.CreateCommand("""
            select milestone || ' ' || channel || ' ' || case when state in ('sent', 'delivered') then 'sent-or-later' else state end || case when is_unsure then ' unsure' else ' sure' end from message order by 1
            """);
        await using var row = await read.ExecuteReaderAsync();
        var ends = new List<string>();
        while (await row.ReadAsync())
        {
            ends.Add(row.GetString(0));
        }

        return ends;
    }
}
