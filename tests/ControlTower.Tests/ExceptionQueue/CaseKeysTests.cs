using Bunit;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>The exception screen worked at by keys alone.</summary>
public sealed class CaseKeysTests : CaseScreen
{
    [Fact]
    public async Task J_and_k_move_enter_opens_and_what_is_typed_there_mends_the_order()
    {
        var (first, second) = (await OrderAsync("0123"), await OrderAsync("0124"));
        var desk = await OpenAsync();
        await PressAsync(desk, "j");
        await PressAsync(desk, "j");
        Assert.Equal(NumberOf(second), Here(desk));
        await PressAsync(desk, "k");
        await PressAsync(desk, "Enter");
        Assert.Equal(NumberOf(first), Here(desk));

        await TypeAsync(desk, "input[type=tel]", "01001234567");
        await SendAsync(desk);

        await Ground.Stock.CarryAsync();
        Assert.Equal("+201001234567", (await Ground.Stock.FindAsync(first.ExternalId)).Contact.PhoneE164);
        Assert.Equal(NumberOf(second), Here(desk)); // the next one is at hand, the solved one has left
        Assert.Single(Lines(desk));
        Assert.Contains(NumberOf(first), Services.GetRequiredService<Toasts>().Now!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C_claims_and_undo_gives_it_back()
    {
        var order = await OrderAsync("0123");
        var desk = await OpenAsync();
        await PressAsync(desk, "c");
        Assert.Equal(CaseGround.Ops.Id, (await CaseAsync(order)).Owner);

        await Services.GetRequiredService<Toasts>().Now!.UndoAsync!();
        Assert.Null((await CaseAsync(order)).Owner);
    }

    [Fact]
    public async Task S_e_and_m_ask_first_and_a_snooze_without_a_word_is_not_taken()
    {
        var order = await OrderAsync("0123");
        var desk = await OpenAsync();
        await PressAsync(desk, "s");
        await desk.Find(".ct-dialog-acts .ct-btn-solid").ClickAsync();
        Assert.NotEmpty(desk.FindAll(".ct-wrong"));
        Assert.Equal(CaseState.Open, (await CaseAsync(order)).State);

        await desk.Find(".ct-dialog textarea").ChangeAsync("They ring back.");
        await desk.Find(".ct-dialog-acts .ct-btn-solid").ClickAsync();
        Assert.Equal((CaseState.Snoozed, 0), ((await CaseAsync(order)).State, desk.FindAll(".ct-dialog").Count));

        await PressAsync(desk, "e");
        await desk.Find(".ct-dialog-acts .ct-btn-solid").ClickAsync();
        Assert.Equal(Role.OpsManager, (await CaseAsync(order)).OwnerRole);
        await PressAsync(desk, "m");
        await desk.Find(".ct-dialog textarea").ChangeAsync("Rang twice.");
        await desk.Find(".ct-dialog-acts .ct-btn-solid").ClickAsync();
        Assert.Contains(await Ground.JournalAsync(order.Id), entry => entry.Kind == "NoteWritten");
    }

    [Fact]
    public async Task R_says_that_it_was_solved_elsewhere_and_wants_to_know_how()
    {
        var order = await OrderAsync("0123");
        var desk = await OpenAsync();
        await PressAsync(desk, "r");
        await SendAsync(desk);
        Assert.Contains("audit", desk.Find(".ct-case-form [role=alert]").TextContent, StringComparison.Ordinal);

        await TypeAsync(desk, ".ct-case-form textarea", "Called them.");
        await SendAsync(desk);
        Assert.Equal("Called them.", Assert.Single(await Ground.CasesAsync(order), one => one.Resolution == "done").Why);
    }

    [Fact]
    public async Task X_marks_and_what_needs_no_word_of_its_own_is_done_for_all_of_the_same_reason()
    {
        var orders = new[] { await Ground.OrderAsync(line1: "home"), await Ground.OrderAsync(line1: "home"), await Ground.OrderAsync(line1: "home") };
        var desk = await OpenAsync(new(CaseTab.Order, null, CaseGround.Ops));
        await PressAsync(desk, "j");
        await PressAsync(desk, "x");
        await PressAsync(desk, "j");
        await PressAsync(desk, "x");
        Assert.DoesNotContain(Offered(desk), word => word == "Complete address"); // every order has an address of its own
        await desk.FindAll(".ct-case-others button").Concat(desk.FindAll(".ct-pane-acts button")).First(button => button.TextContent.Contains("Keep address", StringComparison.Ordinal)).ClickAsync();
        await TypeAsync(desk, ".ct-case-form textarea", "The courier knows the place.");
        await SendAsync(desk);
        await Ground.Stock.CarryAsync();

        Assert.Empty(await LiveAsync(orders[0]));
        Assert.Empty(await LiveAsync(orders[1]));
        Assert.NotEmpty(await LiveAsync(orders[2]));
        Assert.Single(Lines(desk));
    }

    [Fact]
    public async Task N_takes_the_first_that_nobody_has()
    {
        var (taken, free) = (await OrderAsync("0123"), await OrderAsync("0124"));
        Inventory.StockGround.Done(await Ground.Stock.Get<ClaimCaseHandler>().HandleAsync(new(Guid.NewGuid(), (await CaseAsync(taken)).Id, CaseGround.OtherOps), default));
        var desk = await OpenAsync();
        await PressAsync(desk, "n");
        Assert.Equal((NumberOf(free), CaseGround.Ops.Id), (Here(desk), (await CaseAsync(free)).Owner));
    }
}
