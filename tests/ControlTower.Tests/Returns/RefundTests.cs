using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using Microsoft.EntityFrameworkCore;
using static ControlTower.Tests.Inventory.StockGround;

namespace ControlTower.Tests.Returns;

/// <summary>Money that goes back: asked for by grading, approved by somebody else above the limit, never more than was paid.</summary>
public sealed class RefundTests : IAsyncLifetime
{
    private ReturnGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await ReturnGround.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(await _ground.Stock.BrokenAsync());
        await _ground.DisposeAsync();
    }

    [Fact]
    public async Task Grading_asks_for_the_money_in_the_name_of_whoever_opened_the_return_and_a_small_one_needs_nobodys_yes()
    {
        var order = await _ground.ShippedAsync();
        var id = await _ground.BackAsync(order, 2);

        var refund = (await _ground.PictureAsync(id)).Refund!;
        Assert.Equal((RefundState.Approved, 20_00L, "support 1", true), (refund.State, refund.AmountMinor, refund.RequestedName, refund.ByRule));

        // There is no shop behind it that could pay: a person does, and writes down how.
        Done(await ResolveAsync(order, ExceptionCode.RefundFailed, CaseAction.PaidByHand, new() { ["reference"] = "BANK-77" }));
        var paid = await _ground.PictureAsync(id);
        Assert.Equal((RefundState.Executed, "BANK-77", ReturnState.Closed), (paid.Refund!.State, paid.Refund.Reference, paid.State));
        var after = await _ground.AgainAsync(order);
        Assert.Equal((PaymentState.Refunded, (Stage?)null), (after.Payment, after.Stage));
    }

    [Fact]
    public async Task Above_the_limit_somebody_else_decides_and_never_who_asked()
    {
        await LimitAsync(10);
        var order = await _ground.ShippedAsync();
        var id = Done(await _ground.OpenAsync(order, 2, by: ReturnGround.Boss)).Return;
        Done(await _ground.Acts.HandleAsync(new ReceiveReturn(Guid.NewGuid(), ReturnGround.Packer, id, new Dictionary<int, int> { [1] = 2 }, null), default));
        Done(await _ground.Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), ReturnGround.Packer, id, [new(1, 2, Grade.New, Disposition.Restock)]), default));
        Assert.Equal(RefundState.Pending, (await _ground.PictureAsync(id)).Refund!.State);

        Assert.Equal("returns.self-approval", CodeOf(await _ground.Acts.HandleAsync(new ApproveRefund(Guid.NewGuid(), ReturnGround.Boss, id), default)));
        Assert.Equal("returns.self-approval", CodeOf(await ResolveAsync(order, ExceptionCode.RefundApproval, CaseAction.Approve, [])));
        Assert.Equal("access.duty", CodeOf(await _ground.Acts.HandleAsync(new ApproveRefund(Guid.NewGuid(), ReturnGround.Support, id), default)));

        var other = new Actor(Guid.CreateVersion7(), "ops manager 3", [Role.OpsManager]);
        Done(await _ground.Acts.HandleAsync(new ApproveRefund(Guid.NewGuid(), other, id), default));
        Assert.Equal((RefundState.Approved, "ops manager 3"), ((await _ground.PictureAsync(id)).Refund!.State, (await _ground.PictureAsync(id)).Refund!.DecidedName));
        Assert.DoesNotContain(await CasesAsync(order), one => one.Code == ExceptionCode.RefundApproval && one.IsLive);
    }

    [Fact]
    public async Task A_refused_refund_ends_the_return_and_may_be_asked_for_again()
    {
        await LimitAsync(10);
        var order = await _ground.ShippedAsync();
        var id = await _ground.BackAsync(order, 2);
        Assert.Equal("access.why-missing", CodeOf(await _ground.Acts.HandleAsync(new RefuseRefund(Guid.NewGuid(), ReturnGround.Boss, id, " "), default)));
        Done(await _ground.Acts.HandleAsync(new RefuseRefund(Guid.NewGuid(), ReturnGround.Boss, id, "used for a month"), default));
        var picture = await _ground.PictureAsync(id);
        Assert.Equal((RefundState.Refused, ReturnState.Closed), (picture.Refund!.State, picture.State));

        Done(await _ground.Acts.HandleAsync(new AskRefund(Guid.NewGuid(), ReturnGround.Support, id, 5m, "goodwill"), default));
        Assert.Equal((RefundState.Approved, 5_00L), ((await _ground.PictureAsync(id)).Refund!.State, (await _ground.PictureAsync(id)).Refund!.AmountMinor));
    }

    [Fact]
    public async Task No_more_goes_back_than_was_paid_over_all_returns_of_the_order()
    {
        await LimitAsync(1_000_000);
        var order = await _ground.ShippedAsync(units: 3);
        var first = await _ground.BackAsync(order, 1);
        var second = Done(await _ground.OpenAsync(order, 1)).Return;

        Assert.Equal("returns.over-cap", CodeOf(await _ground.Acts.HandleAsync(new AskRefund(Guid.NewGuid(), ReturnGround.Support, second, 20.01m, "all of it"), default)));
        Assert.Equal("returns.amount", CodeOf(await _ground.Acts.HandleAsync(new AskRefund(Guid.NewGuid(), ReturnGround.Support, second, 0m, "nothing"), default)));
        Done(await _ground.Acts.HandleAsync(new AskRefund(Guid.NewGuid(), ReturnGround.Support, second, 20m, "the rest"), default));
        Assert.Equal(10_00L, (await _ground.PictureAsync(first)).Refund!.AmountMinor);
    }

    [Fact]
    public async Task Nothing_is_asked_for_where_nothing_was_paid()
    {
        var order = await _ground.ShippedAsync(payment: PaymentState.CodConfirmed);
        var id = await _ground.BackAsync(order, 2, reason: ReturnReason.Refused);
        var picture = await _ground.PictureAsync(id);
        Assert.Equal((0, ReturnState.Closed), (picture.Refunds.Count, picture.State));
        Assert.Equal("returns.over-cap", CodeOf(await _ground.Acts.HandleAsync(new AskRefund(Guid.NewGuid(), ReturnGround.Support, id, 1m, "try"), default)));
    }

    [Fact]
    public async Task Two_managers_who_approve_at_once_send_the_money_once()
    {
        await LimitAsync(10);
        var order = await _ground.ShippedAsync();
        var id = await _ground.BackAsync(order, 2);
        var answers = await Task.WhenAll(Enumerable.Range(3, 4).Select(n => _ground.Acts.HandleAsync(
            new ApproveRefund(Guid.NewGuid(), new Actor(Guid.CreateVersion7(), $"ops manager {n}", [Role.OpsManager]), id), default)));
        Assert.Single(answers, answer => answer.Decided(out _, out _));
        Assert.Equal(3, answers.Count(answer => CodeOf(answer) == "returns.refund-state"));
    }

    private Task<Outcome<Committed<CaseActed>>> ResolveAsync(SalesOrder order, ExceptionCode code, CaseAction action, Dictionary<string, string> values) =>
        ResolveAsync(order, code, action, values, ReturnGround.Boss);

    private async Task<Outcome<Committed<CaseActed>>> ResolveAsync(SalesOrder order, ExceptionCode code, CaseAction action, Dictionary<string, string> values, Actor by)
    {
        var one = (await CasesAsync(order)).Single(one => one.Code == code && one.IsLive);
        return await _ground.Stock.Get<ResolveCaseHandler>().HandleAsync(new(Guid.NewGuid(), one.Id, action, values, null, false, by), default);
    }

    private async Task<List<ExceptionCase>> CasesAsync(SalesOrder order)
    {
        await using var db = await _ground.Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Cases.AsNoTracking().Where(one => one.OrderId == order.Id).ToListAsync();
    }

    private Task<object?> LimitAsync(int amount) => _ground.Stock.Database.AppAsync($"insert into setting (key, value, updated_at) values ('Rules.RefundApprovalAbove', '{amount}', now())");
}
