using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Access;

public sealed class KeyTests(TowerHost host) : IClassFixture<TowerHost>
{
    private static readonly string[] s_cairo = ["cairo"];

    [Fact]
    public async Task A_key_is_shown_once_and_opens_what_its_role_may_open_until_it_is_revoked()
    {
        var admin = host.Bootstrap();
        var made = await PostAsync(admin, "/api/v1/access/keys", new { name = "POS Cairo", role = "administrator" }, HttpStatusCode.Created);
        var client = host.Client(made.GetProperty("key").GetString());
        var list = await client.GetStringAsync(new Uri("/api/v1/access/keys", UriKind.Relative));
        Assert.Contains("POS Cairo", list, StringComparison.Ordinal);
        Assert.DoesNotContain(made.GetProperty("key").GetString()!, list, StringComparison.Ordinal);

        await PostAsync(admin, $"/api/v1/access/keys/{made.GetProperty("id").GetGuid()}/revoke", new { why = "lost" }, HttpStatusCode.OK);

        using var after = await client.GetAsync(new Uri("/api/v1/access/keys", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_makes_no_second_key_and_does_not_show_the_first_one_again()
    {
        var (admin, wish, body) = (host.Bootstrap(), Guid.NewGuid(), new { name = "twice", role = "picker", warehouses = s_cairo });
        var first = await PostAsync(admin, "/api/v1/access/keys", body, HttpStatusCode.Created, wish);
        var again = await PostAsync(admin, "/api/v1/access/keys", body, HttpStatusCode.Created, wish);

        Assert.Equal(first.GetProperty("id").GetGuid(), again.GetProperty("id").GetGuid());
        Assert.NotNull(first.GetProperty("key").GetString());
        Assert.Null(again.GetProperty("key").GetString());
    }

    [Theory, InlineData(Role.OpsManager), InlineData(Role.Picker), InlineData(Role.Automation)]
    public async Task Only_an_administrator_makes_keys(Role role)
    {
        using var answer = await SendAsync(await host.AsAsync(role), "/api/v1/access/keys", new { name = "mine", role = "administrator" }, Guid.NewGuid());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("\"code\":\"access.duty\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_a_key_that_is_none_is_not_found()
    {
        using var answer = await SendAsync(host.Bootstrap(), $"/api/v1/access/keys/{Guid.NewGuid()}/revoke", new { }, Guid.NewGuid());

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_use_of_the_bootstrap_key_stands_in_the_audit()
    {
        using var answer = await host.Bootstrap().GetAsync(new Uri("/api/v1/access/keys", UriKind.Relative));
        answer.EnsureSuccessStatusCode();

        await Eventually.TrueAsync(async () => await host.Database.AppAsync("select count(*) from journal where kind = 'KeyUsed'") is >= 1L);
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body, HttpStatusCode expected, Guid? wish = null)
    {
        using var answer = await SendAsync(client, path, body, wish ?? Guid.NewGuid());
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, object body, Guid wish)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        ask.Headers.Add("Idempotency-Key", wish.ToString());
        return await client.SendAsync(ask);
    }
}
