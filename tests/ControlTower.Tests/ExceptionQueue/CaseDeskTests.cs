using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>What the list does to several cases at once, and which products it proposes.</summary>
public sealed class CaseDeskTests : IAsyncLifetime
{
    private CaseGround _ground = null!;

    public async ValueTask InitializeAsync() => _ground = await CaseGround.StartAsync();

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task A_product_with_a_near_code_is_proposed_and_one_can_look_for_another()
    {
        var candidates = _ground.Stock.Get<SkuCandidates>();
        var order = await _ground.OrderAsync(sku: "TEA-25O");

        Assert.Equal("TEA-250", (await candidates.ForAsync(order.Id, 1, default))[0].Sku);
        Assert.Equal(["MUG-WHT"], (await candidates.FindAsync("mug", default)).Select(one => one.Sku));
        Assert.Equal(50, (await candidates.FindAsync("mug-wht", default))[0].Available);
        Assert.Empty(await candidates.FindAsync("no such thing", default));
    }

    [Fact]
    public async Task Several_are_claimed_at_once_and_what_somebody_else_has_is_told()
    {
        var (mine, theirs) = (await RowAsync(phone: "0123"), await RowAsync(phone: "0124"));
        Assert.Null(await Acts.ClaimAsync([theirs], CaseGround.OtherOps));

        var refused = await Acts.ClaimAsync([theirs, mine], CaseGround.Ops);

        Assert.Equal("exceptions.claimed", refused?.Code);
        Assert.Equal(CaseGround.Ops.Id, (await CaseAsync(mine)).Owner);
        Assert.Equal(CaseGround.OtherOps.Id, (await CaseAsync(theirs)).Owner);
    }

    [Fact]
    public async Task A_claim_is_taken_back_by_undo()
    {
        var row = await RowAsync(phone: "0125");
        Assert.Null(await Acts.ClaimAsync([row], CaseGround.Ops));
        Assert.Null(await Acts.GiveAsync([row], to: null, CaseGround.Ops));
        Assert.Null((await CaseAsync(row)).Owner);
    }

    [Fact]
    public async Task Several_are_snoozed_noted_and_escalated_at_once()
    {
        CaseRow[] rows = [await RowAsync(phone: "0126"), await RowAsync(phone: "0127")];

        Assert.Null(await Acts.NoteAsync(rows, "Rang twice.", CaseGround.Ops));
        Assert.Null(await Acts.EscalateAsync(rows, "They wait for the fair.", CaseGround.Ops));
        Assert.Null(await Acts.SnoozeAsync(rows, _ground.Stock.Clock.GetUtcNow().AddHours(1), null, "They ring back.", CaseGround.Ops));

        foreach (var row in rows)
        {
            var one = await CaseAsync(row);
            Assert.Equal((CaseState.Snoozed, Role.OpsManager), (one.State, one.OwnerRole));
            Assert.Contains(await _ground.JournalAsync(row.OrderId!.Value), entry => entry.Kind == "NoteWritten");
        }
    }

    private CaseActs Acts => _ground.Stock.Get<CaseActs>();

    /// <summary>The row of a new order whose phone is wrong.</summary>
    private async Task<CaseRow> RowAsync(string phone)
    {
        var one = await _ground.CaseOfAsync(await _ground.OrderAsync(phone: phone), ExceptionCode.PhoneInvalid);
        return CaseRows.Of(ExceptionCode.PhoneInvalid) with { Id = one.Id, OrderId = one.OrderId };
    }

    private async Task<ExceptionCase> CaseAsync(CaseRow row)
    {
        await using var db = await _ground.Stock.Get<IDbContextFactory<TowerDb>>().CreateDbContextAsync();
        return await db.Cases.AsNoTracking().SingleAsync(one => one.Id == row.Id);
    }
}
