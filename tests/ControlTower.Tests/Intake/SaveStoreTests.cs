using ControlTower.Data;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Tests.Ground;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Intake;

public sealed class SaveStoreTests : IAsyncLifetime
{
    private TowerHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TowerHost.StartAsync(null, ("Stores__fixed-one__Kind", "woocommerce"), ("Stores__fixed-one__Secret", "of the settings"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_secret_that_is_changed_leaves_the_one_before_good_and_neither_stands_anywhere_in_clear()
    {
        await SavedAsync(Wish("shop-eg") with { Secret = "first words" });
        await SavedAsync(Wish("shop-eg") with { Secret = "second words" });
        await SavedAsync(Wish("shop-eg") with { Country = "SA" });

        var store = _host.Services.GetRequiredService<StoreBook>().Find("shop-eg")!;
        Assert.Equal(["second words", "first words"], store.Secrets);
        Assert.Equal("SA", store.Facts.Country);
        var everything = await _host.Database.AppAsync("select (select string_agg(j::text, '') from journal j) || (select string_agg(s::text, '') from channel_store s)");
        Assert.DoesNotContain("words", (string)everything!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_the_settings_is_not_changed_here() =>
        Assert.Equal("store.fixed", await RefusedAsync(Wish("fixed-one")));

    [Fact]
    public async Task A_store_stays_what_it_is()
    {
        await SavedAsync(Wish("shop-sa"));

        Assert.Equal("store.kind-differs", await RefusedAsync(Wish("shop-sa") with { Kind = Channel.Pos }));
    }

    [Fact]
    public async Task A_closed_store_takes_nothing_in()
    {
        await SavedAsync(Wish("shop-gone") with { IsClosed = true });

        Assert.Null(_host.Services.GetRequiredService<StoreBook>().Find("shop-gone"));
    }

    [Theory, InlineData("Shop", "store.key-invalid"), InlineData("-shop", "store.key-invalid"), InlineData("", "store.key-invalid")]
    public async Task A_key_that_could_not_stand_in_an_address_is_refused(string key, string code) => Assert.Equal(code, await RefusedAsync(Wish(key)));

    private static SaveStore Wish(string key) => new(
        Guid.CreateVersion7(), new(Guid.CreateVersion7(), "administrator of the test", [Role.Administrator]), key, Channel.Woocommerce, "EG", "EGP", CodConfirmPolicy.Doubtful,
        "https://shop.example.com", 300, IsClosed: false, Secret: null, ApiKey: null, ApiSecret: null);

    private async Task SavedAsync(SaveStore wish) => Assert.True((await HandleAsync(wish)).Decided(out _, out var refused), refused?.Message);

    private async Task<string> RefusedAsync(SaveStore wish)
    {
        Assert.False((await HandleAsync(wish)).Decided(out _, out var refused));
        return refused!.Code;
    }

    private Task<Outcome<Committed<StoreSaved>>> HandleAsync(SaveStore wish) => _host.Services.GetRequiredService<SaveStoreHandler>().HandleAsync(wish, default);
}
