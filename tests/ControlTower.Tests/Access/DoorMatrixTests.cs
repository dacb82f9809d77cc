using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Access;

/// <summary>Every door that the running tower really has, tried over HTTP by whoever may not open it.</summary>
public sealed partial class DoorMatrixTests(TowerHost host) : IClassFixture<TowerHost>
{
    /// <summary>What anybody may open, by the beginning of its address: partners prove themselves by signature, walls and sign-in have nobody yet.</summary>
    private static readonly string[] s_open =
    [
        "/intake/", "/couriers/", "/messages/", "/health/", "/openapi/", "/_blazor", "/_framework/", "/_content/", "/css/", "/js/", "/fonts/", "/icon.", "/sounds/", "/ControlTower.",
        "/login", "/logout", "/setup/", "/demo/", "/culture", "/theme", "/live", "/wall", "/track/", "/parts", "/not-found",
    ];

    [Fact]
    public async Task No_machine_door_opens_without_a_key()
    {
        var anonymous = host.Anonymous();
        foreach (var door in Doors().Where(door => door.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var answer = await SendAsync(anonymous, door);
            Assert.Equal((door.Text, HttpStatusCode.Unauthorized), (door.Text, answer.StatusCode));
        }
    }

    [Fact]
    public async Task No_machine_door_opens_to_a_key_that_was_made_up()
    {
        var stranger = host.Client("ct-nobody-ever-made-this-key");
        foreach (var door in Doors().Where(door => door.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var answer = await SendAsync(stranger, door);
            Assert.Equal((door.Text, HttpStatusCode.Unauthorized), (door.Text, answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_door_that_needs_a_duty_is_shut_to_every_role_that_has_it_not()
    {
        var tried = 0;
        foreach (var door in Doors().Where(door => door.Duty is not null && door.Path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                using var answer = await SendAsync(await host.AsAsync(role), door);
                var isShut = answer.StatusCode == HttpStatusCode.Forbidden;
                Assert.Equal((door.Text, role, !RoleDuties.Has(role, door.Duty!.Value)), (door.Text, role, isShut));
                tried++;
            }
        }

        Assert.NotEqual(0, tried);
    }

    [Fact]
    public void Whatever_is_open_to_everybody_stands_in_the_list_of_what_may_be() =>
        Assert.Empty(Doors().Where(door => door.IsOpen && door.Path != "/" && !s_open.Any(open => door.Path.StartsWith(open, StringComparison.OrdinalIgnoreCase))).Select(door => door.Text));

    [Fact]
    public void No_door_under_api_is_open_to_everybody() =>
        Assert.DoesNotContain(Doors(), door => door.IsOpen && (door.Path.StartsWith("/api/", StringComparison.Ordinal) || door.Path.StartsWith("/hubs/", StringComparison.Ordinal)));

    private IReadOnlyList<RunningDoor> Doors() => TowerDoors.Of(host);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, RunningDoor door)
    {
        using var ask = new HttpRequestMessage(new HttpMethod(door.Method), Parameter().Replace(door.Path, part => part.Value.Contains("guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "1"));
        if (door.Method != "GET")
        {
            ask.Content = JsonContent.Create(new { });
            ask.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        }

        return await client.SendAsync(ask);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
