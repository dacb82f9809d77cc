using System.Net;
using System.Text.Json;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Screens.Audit;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Journal;

public sealed class JournalReaderTests(TowerHost host) : IClassFixture<TowerHost>
{
    [Fact]
    public async Task The_feed_is_followed_page_by_page_and_a_key_of_limited_scope_sees_its_warehouse_alone()
    {
        await WriteAsync("warehouse:cairo", "stock:cairo/TEA", "warehouse:riyadh", "stock:riyadh/TEA", "order:" + Guid.NewGuid());
        var manager = await host.AsAsync(Role.OpsManager);

        var first = await PageAsync(manager, "/api/v1/journal?take=2");
        var rest = await PageAsync(manager, "/api/v1/journal?after=" + first.GetProperty("next").GetString());
        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        Assert.Equal(3, rest.GetProperty("items")[0].GetProperty("position").GetInt64());

        var cairo = await PageAsync(await host.AsAsync(Role.OpsManager, "cairo"), "/api/v1/journal");
        var subjects = cairo.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("subject").GetString()).Where(subject => subject != "key:bootstrap");
        Assert.Equal(["warehouse:cairo", "stock:cairo/TEA"], subjects);
    }

    [Theory, InlineData("?take=201", "api.take"), InlineData("?after=-1", "api.cursor"), InlineData("?since=1", "api.filter-unknown")]
    public async Task A_page_that_cannot_be_is_refused(string query, string code)
    {
        using var answer = await (await host.AsAsync(Role.OpsManager)).GetAsync(new Uri("/api/v1/journal" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_may_wait_for_the_position_of_an_entry_but_only_auditors_read_it()
    {
        var entry = (await WriteAsync("test:wait"))[0];
        var picker = await PageAsync(await host.AsAsync(Role.Picker), $"/api/v1/journal/{entry}");
        var manager = await PageAsync(await host.AsAsync(Role.OpsManager), $"/api/v1/journal/{entry}");

        Assert.Equal(manager.GetProperty("position").GetInt64(), picker.GetProperty("position").GetInt64());
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Object), (picker.GetProperty("new").ValueKind, manager.GetProperty("new").ValueKind));
    }

    [Fact]
    public async Task An_auditor_finds_entries_by_who_what_and_day()
    {
        await WriteAsync("test:find");
        var reader = host.Services.GetRequiredService<JournalReader>();

        Assert.NotEmpty(await reader.BackAsync(new(Who: "SOMEBODY of"), null, 50, default));
        Assert.NotEmpty(await reader.BackAsync(new(Kind: "tested"), null, 50, default));
        Assert.Empty(await reader.BackAsync(new(Who: "100%"), null, 50, default));
        Assert.Empty(await reader.BackAsync(new(Order: 4711), null, 50, default));
        Assert.Empty(await reader.BackAsync(new(From: DateTimeOffset.UnixEpoch, To: DateTimeOffset.UnixEpoch.AddDays(1)), null, 50, default));
    }

    [Fact]
    public void A_change_shows_what_differs_and_nothing_else_with_ids_last() =>
        Assert.Equal(
            [new ValueChange("to.city", "Cairo", "Giza"), new ValueChange("old", "1", null), new ValueChange("units", null, "2"), new ValueChange("order", null, "01a20cf3-d361-7000-8000-000000000001")],
            JsonChange.Of("""{ "to": { "city": "Cairo", "country": "EG" }, "old": 1 }""", """{ "order": "01a20cf3-d361-7000-8000-000000000001", "to": { "city": "Giza", "country": "EG" }, "units": 2 }"""));

    /// <returns>Their ids, once they are stamped.</returns>
    private async Task<List<Guid>> WriteAsync(params string[] subjects)
    {
        var ids = new List<Guid>();
        foreach (var subject in subjects)
        {
            ids.Add((Guid)(await host.Database.AppAsync($$"""
                insert into journal (id, at, actor, actor_name, command_id, kind, subject, keys, new)
                values (gen_random_uuid(), now(), gen_random_uuid(), 'Somebody of the test', gen_random_uuid(), 'Tested', '{{subject}}', array['{{subject}}'], '{}') returning id
                """))!);
        }

        await Eventually.TrueAsync(async () => await host.Database.AppAsync("select count(*) from journal_unstamped") is 0L);
        return ids;
    }

    private static async Task<JsonElement> PageAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
