using System.Text.Json;
using ControlTower.Playbook.Access;

namespace ControlTower.Tests.Api;

/// <summary>Waves by machine: proposed, made, released, taken back; and what is refused.</summary>
public sealed class WaveDoorsTests(OrderTower tower) : IClassFixture<OrderTower>
{
    [Fact]
    public async Task A_draft_becomes_a_wave_its_release_answers_with_lists_and_cancelling_takes_it_back()
    {
        var manager = await tower.Host.AsAsync(Role.OpsManager);
        List<string> numbers = [await tower.SettledAsync(tower.Order()), await tower.SettledAsync(tower.Order(sku: "CUP-1"))];

        var proposed = await OrderTower.PostAsync(tower.Ops, "waves/propose", new { warehouse = "cairo", ordersMax = 50, pickers = 3 });
        var draft = proposed.Body.GetProperty("drafts")[0];
        Assert.Superset(numbers.ToHashSet(), Texts(draft, "orders").ToHashSet());
        Assert.True(draft.GetProperty("minutes").GetInt32() > 0 && draft.GetProperty("lines").GetInt32() >= 2 && draft.GetProperty("totes").GetInt32() >= 2);

        var key = Guid.NewGuid();
        var made = await OrderTower.PostAsync(tower.Ops, "waves", new { draft = draft.GetProperty("id").GetGuid() }, key);
        Assert.Equal((201, "draft"), (made.Status, made.Text("state")));
        Assert.Equal(made.Text("id"), (await OrderTower.PostAsync(tower.Ops, "waves", new { draft = draft.GetProperty("id").GetGuid() }, key)).Text("id"));
        Assert.Equal("access.duty", (await OrderTower.PostAsync(tower.Ops, $"waves/{made.Text("id")}/release", new { })).Code);

        var released = await OrderTower.PostAsync(manager, $"waves/{made.Text("id")}/release", new { });
        var list = released.Body.GetProperty("lists")[0];
        Assert.Equal((200, "cluster"), (released.Status, list.GetProperty("kind").GetString()));
        Assert.True(list.GetProperty("lines").GetInt32() >= list.GetProperty("stops").GetInt32() && released.Body.TryGetProperty("entry", out _));
        Assert.Contains("\"state\":\"released\"", (await tower.OrderAsync(numbers[0])).Raw);

        var shown = await OrderTower.GetAsync(tower.Ops, $"waves/{made.Text("id")}");
        Assert.Equal(("released", "open", 0), (shown.Text("state"), shown.Body.GetProperty("lists")[0].GetProperty("state").GetString(), shown.Body.GetProperty("lists")[0].GetProperty("done").GetInt32()));

        Assert.Equal(422, (await OrderTower.PostAsync(manager, $"waves/{made.Text("id")}/cancel", new { })).Status);
        Assert.Equal("cancelled", (await OrderTower.PostAsync(manager, $"waves/{made.Text("id")}/cancel", new { why = "truck is late" })).Text("state"));
        Assert.Contains("\"state\":\"reserved\"", (await tower.OrderAsync(numbers[0])).Raw);
        Assert.Equal("waves.state", (await OrderTower.PostAsync(manager, $"waves/{made.Text("id")}/release", new { })).Code);
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_its_field()
    {
        var narrow = await tower.Host.AsAsync(Role.OpsManager, "alex");

        Assert.Equal((400, "waves.ask-invalid", "ordersMax"), await ProblemAsync(tower.Ops, "waves/propose", new { warehouse = "cairo", ordersMax = 0 }));
        Assert.Equal((400, "waves.ask-invalid", "pickers"), await ProblemAsync(tower.Ops, "waves/propose", new { warehouse = "cairo", pickers = 9_999 }));
        Assert.Equal(400, (await ProblemAsync(tower.Ops, "waves/propose", new { warehouse = "atlantis" })).Status);
        Assert.Equal((403, "access.scope", null), await ProblemAsync(narrow, "waves/propose", new { warehouse = "cairo" }));
        Assert.Equal((400, "waves.draft-unknown", "draft"), await ProblemAsync(tower.Ops, "waves", new { draft = Guid.NewGuid() }));
        Assert.Equal(404, (await OrderTower.GetAsync(tower.Ops, $"waves/{Guid.NewGuid()}")).Status);
        Assert.Equal(404, (await OrderTower.GetAsync(tower.Ops, "waves/none")).Status);
        Assert.Equal((404, "waves.unknown", null), await ProblemAsync(await tower.Host.AsAsync(Role.OpsManager), $"waves/{Guid.NewGuid()}/release", new { }));

        static async Task<(int Status, string? Code, string? Field)> ProblemAsync(HttpClient client, string path, object body)
        {
            var answer = await OrderTower.PostAsync(client, path, body);
            return (answer.Status, answer.Code, answer.Field);
        }
    }

    private static IEnumerable<string> Texts(JsonElement of, string name) => of.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);
}
