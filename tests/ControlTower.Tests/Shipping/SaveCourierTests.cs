using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Shipping;

public sealed class SaveCourierTests : IAsyncLifetime
{
    private TowerHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TowerHost.StartAsync(
        null, ("Couriers__bosta__Kind", "bosta"), ("Couriers__bosta__BaseUrl", "http://bosta.example.com"), ("Couriers__bosta__ApiKey", "of the settings"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private CourierBook Book => _host.Services.GetRequiredService<CourierBook>();

    [Fact]
    public async Task Secrets_are_readable_for_the_tower_and_stand_nowhere_in_clear()
    {
        await SavedAsync(Wish("aramex-sa") with { WebhookSecret = "first words", ApiKey = "key words", Account = new("user words", "pass words", "1", "2", "RUH") });
        await SavedAsync(Wish("aramex-sa") with { WebhookSecret = "second words" });

        var courier = Book.Find("aramex-sa")!;
        Assert.Equal(["second words", "first words"], courier.Secrets);
        Assert.Equal(("key words", "pass words", "RUH"), (courier.ApiKey, courier.Account.Password, courier.Account.Entity));
        var everything = await _host.Database.AppAsync("select (select string_agg(j::text, '') from journal j) || (select string_agg(c::text, '') from courier c)");
        Assert.DoesNotContain("words", (string)everything!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_wins_and_only_what_it_does_not_say_is_changed_here()
    {
        var own = Wish("bosta") with { Kind = CourierKind.Bosta, Country = "", BaseUrl = "http://bosta.example.com", PollSeconds = 600 };
        Assert.Equal("courier.fixed", await RefusedAsync(own with { BaseUrl = "http://elsewhere.example.com" }));
        Assert.Equal("courier.fixed", await RefusedAsync(own with { ApiKey = "another" }));

        await SavedAsync(own with { Services = [new(ShippingMethod.Express, "EG", "NextDay", 40)] });
        var courier = Book.Find("bosta")!;
        Assert.Equal(("of the settings", "NextDay", true), (courier.ApiKey, courier.Services.Single().Service, courier.IsFixed));
    }

    [Fact]
    public async Task A_courier_stays_what_it_is()
    {
        await SavedAsync(Wish("vans") with { Kind = CourierKind.Own, BaseUrl = null });

        Assert.Equal("courier.kind-differs", await RefusedAsync(Wish("vans") with { Kind = CourierKind.Easypost }));
    }

    [Theory]
    [InlineData("Aramex", "http://x.example.com", 600, 20, "courier.key-invalid")]
    [InlineData("aramex", "ftp://x.example.com", 600, 20, "courier.base-url-invalid")]
    [InlineData("aramex", null, 600, 20, "courier.base-url-invalid")]
    [InlineData("aramex", "http://x.example.com", 0, 20, "courier.poll-invalid")]
    [InlineData("aramex", "http://x.example.com", 600, 1, "courier.config-invalid")]
    public async Task What_cannot_be_is_refused_with_the_field(string key, string? url, int poll, int deadline, string code) =>
        Assert.Equal(code, await RefusedAsync(Wish(key) with { BaseUrl = url, PollSeconds = poll, Config = new() { DeadlineSeconds = deadline } }));

    private static SaveCourier Wish(string key) => new(
        Guid.CreateVersion7(), new(Guid.CreateVersion7(), "administrator of the test", [Role.Administrator]), key, CourierKind.Aramex, "SA", "http://aramex.example.com", 300, [], new(), true,
        null, null, new());

    private async Task SavedAsync(SaveCourier wish) => Assert.True((await HandleAsync(wish)).Decided(out _, out var refused), refused?.Message);

    private async Task<string> RefusedAsync(SaveCourier wish) =>
        (await HandleAsync(wish)).Decided(out _, out var refused) ? "decided" : refused.Code;

    private Task<Outcome<Committed<CourierSaved>>> HandleAsync(SaveCourier wish) => _host.Services.GetRequiredService<SaveCourierHandler>().HandleAsync(wish, default);
}
