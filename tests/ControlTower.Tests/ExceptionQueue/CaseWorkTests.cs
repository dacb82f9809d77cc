using System.Text;
using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using static ControlTower.Tests.Inventory.StockGround;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>Who works on cases: one at a time, for many at once, later, or not at all.</summary>
public sealed class CaseWorkTests : IAsyncLifetime
{
    private static readonly StoreFacts s_shop = new("shop-test", Channel.Woocommerce, "EG", "EGP", CodConfirmPolicy.Never);
    private CaseGround _ground = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await CaseGround.StartAsync();
        await _ground.Stock.Database.AppAsync("""
            insert into channel_store (key, kind, country, currency, cod_confirm, sweep_seconds, is_fixed) values ('shop-test', 'woocommerce', 'EG', 'EGP', 'never', 300, false)
            """);
        await _ground.Stock.Get<StoreBook>().LoadAsync(default);
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task One_mapped_sku_frees_every_order_of_its_store_and_an_unknown_one_is_refused()
    {
        var mine = new[] { await _ground.OrderAsync(sku: "TEA-OLD"), await _ground.OrderAsync(sku: "TEA-OLD"), await _ground.OrderAsync(sku: "TEA-OLD") };
        var foreign = await _ground.OrderAsync(sku: "TEA-OLD", store: s_shop);
        var one = await _ground.CaseOfAsync(mine[0], ExceptionCode.SkuUnknown);
        Assert.Equal("inventory.sku-unknown", CodeOf(await _ground.ResolveAsync(one, CaseAction.MapSku, new() { ["sku"] = "NOWHERE" })));

        var acted = Done(await _ground.ResolveAsync(one, CaseAction.MapSku, new() { ["sku"] = "TEA-250" }));
        await _ground.Stock.CarryAsync();

        Assert.Equal(3, acted.Results.Count(result => result.Refused is null));
        foreach (var order in mine)
        {
            Assert.Equal(2, (await _ground.Stock.FindAsync(order.ExternalId)).Lines[0].Reserved);
        }

        Assert.NotNull(await _ground.CaseOfAsync(foreign, ExceptionCode.SkuUnknown));
        Assert.Equal([], await _ground.Stock.BrokenAsync());
    }

    [Fact]
    public async Task All_of_a_cause_are_done_or_refused_one_by_one()
    {
        var orders = new[] { await _ground.OrderAsync(sku: "GONE"), await _ground.OrderAsync(sku: "GONE", store: s_shop), await _ground.OrderAsync(sku: "GONE") };
        var one = await _ground.CaseOfAsync(orders[0], ExceptionCode.SkuUnknown);

        // A case without its line stands for what cannot be done to one of them.
        await _ground.Stock.Database.AdminAsync($"update exception_case set line_no = 9 where order_id = '{orders[2].Id}'");
        var acted = Done(await _ground.ResolveAsync(one, CaseAction.DropLine, all: true));

        Assert.Equal(2, acted.Results.Count(result => result.Refused is null));
        Assert.Equal("exceptions.line-unknown", Assert.Single(acted.Results, result => result.Refused is not null).Refused!.Code);
        Assert.Equal(Headline.Cancelled, (await _ground.Stock.FindAsync(orders[1].ExternalId)).Headline);
        Assert.NotEqual(Headline.Cancelled, (await _ground.Stock.FindAsync(orders[2].ExternalId)).Headline);
    }

    [Fact]
    public async Task Two_people_who_solve_the_same_case_at_once_solve_it_once()
    {
        var order = await _ground.OrderAsync(sku: "GONE");
        var one = await _ground.CaseOfAsync(order, ExceptionCode.SkuUnknown);
        var outcomes = await Task.WhenAll(
            _ground.ResolveAsync(one, CaseAction.DropLine, by: CaseGround.Ops), _ground.ResolveAsync(one, CaseAction.DropLine, by: CaseGround.OtherOps));

        Assert.Single(outcomes, outcome => CodeOf(outcome) is null);
        Assert.Contains(CodeOf(outcomes[0]) ?? CodeOf(outcomes[1]), (string[])["exceptions.resolved", "exceptions.order-over"]);
        Assert.Single(await _ground.JournalAsync(order.Id), entry => entry.Kind == "OrderCancelled");
    }

    [Fact]
    public async Task A_claimed_case_is_left_alone_until_it_is_given_to_somebody_else()
    {
        var one = await _ground.CaseOfAsync(await _ground.OrderAsync(phone: "0123"), ExceptionCode.PhoneInvalid);
        var claim = _ground.Stock.Get<ClaimCaseHandler>();
        Done(await claim.HandleAsync(new(Guid.NewGuid(), one.Id, CaseGround.Ops), default));
        Assert.Equal("exceptions.claimed", CodeOf(await claim.HandleAsync(new(Guid.NewGuid(), one.Id, CaseGround.OtherOps), default)));

        await _ground.Stock.Database.AppAsync("""
            insert into machine_key (id, name, role, hash, created_at, created_by) values (gen_random_uuid(), 'night desk', 'orderOps', sha256('k'), now(), gen_random_uuid())
            """);
        var assign = _ground.Stock.Get<AssignCaseHandler>();
        Assert.Equal("exceptions.assignee-unknown", CodeOf(await assign.HandleAsync(new(Guid.NewGuid(), one.Id, "nobody", CaseGround.Ops), default)));
        Done(await assign.HandleAsync(new(Guid.NewGuid(), one.Id, "Night Desk", CaseGround.Ops), default));
        Assert.Equal("night desk", (await _ground.AgainAsync(one)).OwnerName);
        Done(await assign.HandleAsync(new(Guid.NewGuid(), one.Id, null, CaseGround.Ops), default));
        Assert.Null((await _ground.AgainAsync(one)).Owner);
    }

    [Fact]
    public async Task Sent_twice_an_act_is_answered_twice_and_done_once()
    {
        var order = await _ground.OrderAsync(phone: "0123");
        var (one, command) = (await _ground.CaseOfAsync(order, ExceptionCode.PhoneInvalid), Guid.NewGuid());
        Task<Outcome<Committed<CaseActed>>> FixAsync() => _ground.ResolveAsync(one, CaseAction.FixPhone, new() { ["phone"] = "01001112223" }, command: command);

        Assert.True((await FixAsync()).Decided(out var first, out _));
        await _ground.Stock.CarryAsync();
        Assert.True((await FixAsync()).Decided(out var second, out _));

        Assert.Equal(first.Entry, second.Entry);
        Assert.Equal(first.Event.Results, second.Event.Results);
    }

    [Fact]
    public async Task Only_the_owning_role_solves_and_only_with_what_the_case_offers()
    {
        var order = await _ground.OrderAsync(phone: "0123", shipping: "Rakib 48h");
        var phone = await _ground.CaseOfAsync(order, ExceptionCode.PhoneInvalid);
        var fix = new Dictionary<string, string> { ["phone"] = "01001112223" };

        Assert.Equal("access.duty", CodeOf(await _ground.ResolveAsync(phone, CaseAction.FixPhone, fix, by: CaseGround.Shipping)));
        Assert.Equal("exceptions.action-unfit", CodeOf(await _ground.ResolveAsync(phone, CaseAction.MapSku, new() { ["sku"] = "TEA-250" })));
        Assert.Equal("exceptions.value-unknown", CodeOf(await _ground.ResolveAsync(phone, CaseAction.FixPhone, new() { ["fone"] = "1" })));
        Assert.Equal("exceptions.value-missing", CodeOf(await _ground.ResolveAsync(phone, CaseAction.FixPhone)));
        Assert.Null(CodeOf(await _ground.ResolveAsync(phone, CaseAction.FixPhone, fix, by: _ground.Stock.Manager)));
    }

    [Fact]
    public async Task A_snoozed_case_wakes_at_its_time_or_with_what_it_waits_for()
    {
        var (one, other) = (await _ground.OrderAsync(phone: "0123"), await _ground.OrderAsync(phone: "0123"));
        var (timed, eventful) = (await _ground.CaseOfAsync(one, ExceptionCode.PhoneInvalid), await _ground.CaseOfAsync(other, ExceptionCode.PhoneInvalid));
        var snooze = _ground.Stock.Get<SnoozeCaseHandler>();
        var until = _ground.Stock.Clock.GetUtcNow().AddHours(2);
        Assert.Equal("access.why-missing", CodeOf(await snooze.HandleAsync(new(Guid.NewGuid(), timed.Id, until, null, null, CaseGround.Ops), default)));
        Assert.Equal("exceptions.event-unknown", CodeOf(await snooze.HandleAsync(new(Guid.NewGuid(), timed.Id, null, "fullMoon", "x", CaseGround.Ops), default)));
        Done(await snooze.HandleAsync(new(Guid.NewGuid(), timed.Id, until, null, "Calls back after lunch.", CaseGround.Ops), default));
        Done(await snooze.HandleAsync(new(Guid.NewGuid(), eventful.Id, null, "noteWritten", "Somebody asks the shop.", CaseGround.Ops), default));
        var wake = _ground.Stock.Get<WakeCases>();

        Assert.Equal(0, await wake.HandleAsync(default));
        _ground.Stock.Clock.Advance(TimeSpan.FromMinutes(1));
        Done(await _ground.ResolveAsync(eventful, CaseAction.Note, new() { ["text"] = "The shop says: 01001234567." }));
        await _ground.Stock.Database.AdminAsync($"update exception_case set touched_at = touched_at - interval '1 second' where id = '{eventful.Id}'");
        Assert.Equal(1, await wake.HandleAsync(default));
        Assert.Equal(CaseState.Open, (await _ground.AgainAsync(eventful)).State);
        _ground.Stock.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await wake.HandleAsync(default));
        Assert.Equal(CaseState.Open, (await _ground.AgainAsync(timed)).State);
    }

    [Fact]
    public async Task Handed_up_a_case_is_the_managers_and_graver_and_untouched_it_grows_graver_by_itself()
    {
        var one = await _ground.CaseOfAsync(await _ground.OrderAsync(total: new Money(1_00, "EGP")), ExceptionCode.PayMismatch);
        Assert.Equal(Severity.S2, one.Severity);
        var raise = _ground.Stock.Get<EscalateUntouchedCases>();
        _ground.Stock.Clock.Advance(TimeSpan.FromHours(3.9));
        Assert.Equal(0, await raise.HandleAsync(default));
        _ground.Stock.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Equal(1, await raise.HandleAsync(default));
        Assert.Equal((Severity.S1, Role.OrderOps), Of(await _ground.AgainAsync(one)));

        Done(await _ground.Stock.Get<EscalateCaseHandler>().HandleAsync(new(Guid.NewGuid(), one.Id, "The bank does not answer.", CaseGround.Ops), default));
        Assert.Equal((Severity.S1, Role.OpsManager), Of(await _ground.AgainAsync(one)));
        Assert.Equal("access.duty", CodeOf(await _ground.ResolveAsync(one, CaseAction.AcceptPayment, why: "Seen on the statement.")));

        static (Severity, Role) Of(ExceptionCase seen) => (seen.Severity, seen.OwnerRole);
    }

    [Fact]
    public async Task An_unreadable_message_is_kept_read_again_after_a_fix_and_its_case_closes()
    {
        var id = await KeepAsync("""{ "id": 727, "status": """);
        await _ground.Stock.CarryAsync();
        var one = await CaseOfAsync(id);
        Done(await _ground.ResolveAsync(one, CaseAction.ReadAgain));
        await _ground.Stock.CarryAsync();
        Assert.True((await CaseOfAsync(id)).IsLive); // it is as broken as before, and its case still says so

        await _ground.Stock.Database.AdminAsync($$"""update inbound_message set body = convert_to('{"id": 727}', 'UTF8'), topic = 'order.deleted' where id = '{{id}}'""");
        Done(await _ground.Stock.Get<ReplayMessageHandler>().HandleAsync(new(Guid.NewGuid(), id, CaseGround.Ops), default));
        await _ground.Stock.CarryAsync();
        Assert.Equal("readAgain", (await CaseOfAsync(id)).Resolution);
    }

    [Fact]
    public async Task A_discarded_message_is_kept_with_why_and_solves_its_case()
    {
        var id = await KeepAsync("not json");
        await _ground.Stock.CarryAsync();
        var discard = _ground.Stock.Get<DiscardMessageHandler>();
        Assert.Equal("access.why-missing", CodeOf(await discard.HandleAsync(new(Guid.NewGuid(), id, null, CaseGround.Ops), default)));
        Done(await discard.HandleAsync(new(Guid.NewGuid(), id, "Sent by mistake.", CaseGround.Ops), default));

        Assert.Equal(("discard", "Sent by mistake."), ((await CaseOfAsync(id)).Resolution, (await CaseOfAsync(id)).Why));
        Assert.Equal("not json", (await _ground.Stock.Get<MessageShelf>().FindAsync(id, default))!.Body);
    }

    private async Task<Guid> KeepAsync(string body)
    {
        var id = Guid.CreateVersion7();
        await using var insert = _ground.Stock.Database.Source.CreateCommand("""
            insert into inbound_message (id, store, door, topic, dedupe_key, received_at, headers, body, state) values ($1, 'shop-test', 'webhook', 'order.updated', $2, now(), '{}', $3, 'stored')
            """);
        insert.Parameters.AddRange((Npgsql.NpgsqlParameter[])[new() { Value = id }, new() { Value = id.ToString() }, new() { Value = Encoding.UTF8.GetBytes(body) }]);
        await insert.ExecuteNonQueryAsync();
        return id;
    }

    private async Task<ExceptionCase> CaseOfAsync(Guid message)
    {
        await using var db = await _ground.Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Cases.AsNoTracking().SingleAsync(one => one.SubjectId == message.ToString());
    }
}
