using System.Net;
using System.Net.Http.Headers;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Access;

public sealed class DoorTests(TowerHost host) : IClassFixture<TowerHost>
{
    [Fact]
    public async Task A_screen_sends_a_stranger_to_the_sign_in_and_remembers_where_they_wanted_to_go()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/inbox?channel=pos");
        ask.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await host.Anonymous().SendAsync(ask);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/login?back=%2Finbox%3Fchannel%3Dpos", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_machine_without_a_key_is_told_so_in_a_problem_and_not_sent_to_a_page()
    {
        using var answer = await host.Anonymous().GetAsync(new Uri("/api/v1/orders", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"code\":\"access.unauthenticated\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_style_sheet_needs_no_sign_in()
    {
        using var answer = await host.Anonymous().GetAsync(new Uri("/css/tower.css", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
