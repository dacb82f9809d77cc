using Bunit;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>What the exception screen shows and does.</summary>
public sealed class CaseScreenTests : CaseScreen
{
    [Fact]
    public async Task What_is_refused_stays_with_what_was_typed_and_says_why()
    {
        var order = await OrderAsync("0123");
        var desk = await OpenAsync();
        await PressAsync(desk, "Enter");
        await TypeAsync(desk, "input[type=tel]", "0100");
        await SendAsync(desk);

        Assert.Contains("not valid", desk.Find(".ct-case-form [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("0100", "true"), (desk.Find("input[type=tel]").GetAttribute("value"), desk.Find("input[type=tel]").GetAttribute("aria-invalid")));
        Assert.Equal("0123", (await Ground.Stock.FindAsync(order.ExternalId)).Contact.Phone);
    }

    [Fact]
    public async Task One_product_that_is_chosen_frees_every_order_that_waits_for_it()
    {
        var orders = new[] { await Ground.OrderAsync(sku: "TEA-25O"), await Ground.OrderAsync(sku: "TEA-25O") };
        var desk = await OpenAsync();
        Assert.Single(Lines(desk));
        await PressAsync(desk, "Enter");
        await desk.Find(".ct-choice input[value='TEA-250']").ChangeAsync("TEA-250");
        Assert.StartsWith("Map and free 2 orders", desk.Find(".ct-pane-acts .ct-btn-solid").TextContent, StringComparison.Ordinal);
        await SendAsync(desk);
        await Ground.Stock.CarryAsync();

        Assert.Empty(Lines(desk));
        Assert.All(orders, order => Assert.Equal(2, Ground.Stock.FindAsync(order.ExternalId).Result.Lines[0].Reserved));
    }

    [Fact]
    public async Task Orders_of_one_reason_are_worked_off_one_after_the_other()
    {
        var orders = new[] { await OrderAsync("0123"), await OrderAsync("0124"), await OrderAsync("0125") };
        var desk = await OpenAsync();
        Assert.StartsWith("Fix phones", desk.Find(".ct-btn-next").TextContent, StringComparison.Ordinal);
        await PressAsync(desk, "Enter");
        await TypeAsync(desk, "input[type=tel]", "01001234567");
        await SendAsync(desk);

        Assert.Contains("2 orders", Assert.Single(Lines(desk)).TextContent, StringComparison.Ordinal);
        Assert.Contains(NumberOf(orders[1]), desk.Find(".ct-case-pane .ct-pane-title").TextContent, StringComparison.Ordinal);
        Assert.Equal("0124", desk.Find("input[type=tel]").GetAttribute("value"));
    }

    [Fact]
    public async Task On_a_line_of_many_an_act_is_for_the_order_that_the_pane_shows()
    {
        var orders = new[] { await OrderAsync("0123"), await OrderAsync("0124"), await OrderAsync("0125") };
        var asked = await CaseAsync(orders[2]);
        var desk = await OpenAsync(first: asked.Id);
        Assert.Contains(NumberOf(orders[2]), desk.Find(".ct-case-pane .ct-pane-title").TextContent, StringComparison.Ordinal);

        await PressAsync(desk, "c");
        Assert.Equal(CaseGround.Ops.Id, (await CaseAsync(orders[2])).Owner);
        Assert.Null((await CaseAsync(orders[0])).Owner);
        Assert.Null((await CaseAsync(orders[1])).Owner);
    }

    [Fact]
    public async Task The_foot_tells_how_many_were_closed_today_and_how_many_orders_needed_nobody()
    {
        var (wrong, _, _, _) = (await OrderAsync("0123"), await Ground.OrderAsync(), await Ground.OrderAsync(), await Ground.OrderAsync());
        await Ground.MendAsync(wrong, ExceptionCode.PhoneInvalid, CaseAction.FixPhone, new() { ["phone"] = "01001234567" });

        var desk = await OpenAsync();
        desk.WaitForAssertion(() => Assert.Contains("1 closed today", desk.Find(".ct-foot-end").TextContent, StringComparison.Ordinal));
        Assert.Contains("75.0 %", desk.Find(".ct-foot-end").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_moves_while_somebody_works_and_new_ones_wait_in_their_pill()
    {
        var order = await OrderAsync("0123");
        var desk = await OpenAsync();
        await PressAsync(desk, "j");
        await Ground.OrderAsync(shipping: "Rakib 48h");
        await ShowAsync(desk);

        Assert.Equal(NumberOf(order), desk.Find("tbody a").TextContent.Trim());
        Assert.Equal("1 new", desk.Find(".ct-pill").TextContent.Trim());
        await desk.Find(".ct-pill").ClickAsync();
        Assert.Equal(2, Lines(desk).Count);
    }

    [Fact]
    public async Task An_address_opens_its_case_and_a_solved_one_is_told()
    {
        var (first, second) = (await OrderAsync("0123"), await OrderAsync("0124"));
        Assert.Equal(NumberOf(second), Here(await OpenAsync(first: (await CaseAsync(second)).Id)));

        var solved = await CaseAsync(first);
        await Ground.MendAsync(first, ExceptionCode.PhoneInvalid, CaseAction.FixPhone, new() { ["phone"] = "01001234567" });
        var desk = await OpenAsync(first: solved.Id);
        Assert.Contains("solved already", desk.WaitForElement(".ct-note", TimeSpan.FromSeconds(30)).TextContent, StringComparison.Ordinal);
        Assert.Contains(NumberOf(first), desk.Find(".ct-note a").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_it_is_not_is_told_whose_it_is_and_may_still_write_a_note()
    {
        await Ground.Stock.Database.AppAsync("update channel_store set cod_confirm = 'always' where key = 'pos-test'");
        await Ground.OrderAsync(payment: PaymentState.CodUnconfirmed, method: PaymentMethod.Cod);
        var desk = await OpenAsync();
        Assert.StartsWith("Ask customer", desk.Find(".ct-btn-next").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Offered(desk), word => word.Contains("Confirm", StringComparison.Ordinal));
        Assert.Contains(Offered(desk), word => word == "Add note");
    }

    [Fact]
    public async Task An_empty_list_says_so_and_one_that_is_not_read_yet_shows_its_bars()
    {
        Assert.NotEmpty(Render<CaseDesk>(part => part.Add(one => one.Filter, new CaseFilter(CaseTab.Cause, null, CaseGround.Ops))).FindAll(".ct-loading"));
        var desk = await OpenAsync();
        Assert.NotEmpty(desk.FindAll(".ct-blank"));
        Assert.Empty(desk.FindAll("table"));
    }
}
