using System.Security.Claims;
using ControlTower.Access;
using ControlTower.People;
using ControlTower.Playbook.Access;
using ControlTower.Tests.Ground;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Access;

public sealed class RightsTests(TowerHost host) : IClassFixture<TowerHost>
{
    private static readonly Actor s_admin = new(Guid.CreateVersion7(), "administrator of the test", [Role.Administrator]);

    [Fact]
    public async Task A_right_that_was_taken_away_on_another_node_is_gone_here_within_two_seconds()
    {
        var person = await AddAsync("Order Ops 7", Role.OrderOps);
        var rights = host.Services.GetRequiredService<RightsBook>();
        Assert.Equal([Role.OrderOps], (await rights.OfPersonAsync(person, default))!.Roles);
        await using var other = await TowerHost.StartAsync(host.Database);

        await ChangeAsync(other, person, [Role.Picker], isOpen: true);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        await Eventually.TrueAsync(async () => (await rights.OfPersonAsync(person, default))!.Roles.SetEquals([Role.Picker]));
        Assert.False(limit.IsCancellationRequested);
    }

    [Fact]
    public async Task Somebody_who_was_disabled_is_still_named_and_may_do_nothing()
    {
        var person = await AddAsync("Order Ops 8", Role.OrderOps);
        var rights = host.Services.GetRequiredService<RightsBook>();
        var page = new ActorIdentity((await rights.OfPersonAsync(person, default))!, PersonCookie.Scheme, null);
        Assert.True(await rights.StandsAsync(page, default));

        await ChangeAsync(host, person, [Role.OrderOps], isOpen: false);

        Assert.False(await rights.StandsAsync(page, default));
        var actor = (await rights.OfPersonAsync(person, default))!.Actor(null);
        Assert.Equal(("Order Ops 8", false), (actor.Name, actor.May(Duty.ViewOrders)));
    }

    [Fact]
    public async Task An_open_page_asks_with_the_rights_of_now_and_not_of_when_it_was_opened()
    {
        var person = await AddAsync("Order Ops 6", Role.OrderOps);
        var rights = host.Services.GetRequiredService<RightsBook>();
        var page = new ActorSource(new Page(new ActorIdentity((await rights.OfPersonAsync(person, default))!, PersonCookie.Scheme, "bench-3")), rights);
        Assert.True((await page.NowAsync()).May(Duty.CancelOrders));

        await ChangeAsync(host, person, [Role.Picker], isOpen: true);

        var now = await page.NowAsync();
        Assert.Equal(("Order Ops 6", "bench-3", false, true), (now.Name, now.Device, now.May(Duty.CancelOrders), now.May(Duty.Pick)));
    }

    [Fact]
    public async Task No_event_of_an_open_page_comes_through_once_its_person_was_disabled_and_the_page_loads_anew()
    {
        var person = await AddAsync("Order Ops 5", Role.OrderOps);
        var rights = host.Services.GetRequiredService<RightsBook>();
        var (events, address) = (0, new Address());
        var gate = new CircuitGate(new Page(new ActorIdentity((await rights.OfPersonAsync(person, default))!, PersonCookie.Scheme, null)), rights, address);
        await gate.OnCircuitOpenedAsync(null!, default);
        var press = gate.CreateInboundActivityHandler(_ => Task.FromResult(events++));

        await press(null!);
        await ChangeAsync(host, person, [Role.OrderOps], isOpen: false);
        await press(null!);

        Assert.Equal((1, true), (events, address.HasLoadedAnew));
    }

    [Fact]
    public async Task Rights_are_changed_with_a_reason_or_not_at_all()
    {
        var person = await AddAsync("Order Ops 9", Role.OrderOps);
        var change = new ChangeRights(Guid.CreateVersion7(), s_admin, person, [Role.OpsManager], null, true, " ");

        var outcome = await host.Services.GetRequiredService<ChangeRightsHandler>().HandleAsync(change, default);

        Assert.False(outcome.Decided(out _, out var refused));
        Assert.Equal("access.why-missing", refused!.Code);
    }

    [Fact]
    public async Task No_administrator_locks_themselves_out()
    {
        var change = new ChangeRights(Guid.CreateVersion7(), s_admin with { Id = await AddAsync("Administrator 9", Role.Administrator) }, default, [], null, false, "mistake");

        var outcome = await host.Services.GetRequiredService<ChangeRightsHandler>().HandleAsync(change with { Person = change.By.Id }, default);

        Assert.False(outcome.Decided(out _, out var refused));
        Assert.Equal("people.oneself", refused!.Code);
    }

    private async Task<Guid> AddAsync(string name, Role role)
    {
        var wish = new AddPerson(Guid.CreateVersion7(), s_admin, Guid.CreateVersion7(), name, name, [role], null, null);
        Assert.True((await host.Services.GetRequiredService<AddPersonHandler>().HandleAsync(wish, default)).Decided(out _, out var refused), refused?.Message);
        return wish.Person;
    }

    private static async Task ChangeAsync(TowerHost node, Guid person, IReadOnlyList<Role> roles, bool isOpen)
    {
        var change = new ChangeRights(Guid.CreateVersion7(), s_admin, person, roles, null, isOpen, "moved to another job");
        Assert.True((await node.Services.GetRequiredService<ChangeRightsHandler>().HandleAsync(change, default)).Decided(out _, out var refused), refused?.Message);
    }

    /// <summary>A page that stays open: whoever opened it is what it knows.</summary>
    private sealed class Page(ActorIdentity visitor) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(visitor)));
    }

    private sealed class Address : NavigationManager
    {
        public Address() => Initialize("http://tower/", "http://tower/inbox");

        public bool HasLoadedAnew { get; private set; }

        protected override void NavigateToCore(string uri, NavigationOptions options) => HasLoadedAnew = options.ForceLoad;
    }
}
