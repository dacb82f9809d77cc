using AngleSharp.Dom;
using Bunit;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Returns;
using ControlTower.Tests.Inventory;
using ControlTower.Tests.Returns;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Screens;

/// <summary>The dock's screen: what came back, its condition and place, its money, and what may not be.</summary>
public sealed class ReturnsTests : ReturnScreen
{
    private static readonly Actor s_other = new(Guid.CreateVersion7(), "ops manager 3", [Role.OpsManager]);

    [Fact]
    public async Task Nothing_is_told_before_the_board_was_read_and_an_empty_list_says_what_comes_next()
    {
        Looks(ReturnGround.Packer);
        var desk = Render<ReturnsDesk>(part => part.Add(one => one.Filter, new(ReturnTab.ToGrade, ReturnGround.Packer)));
        Assert.Single(desk.FindAll(".ct-loading"));

        await desk.InvokeAsync(ShowAsync);

        Assert.Empty(desk.FindAll(".ct-loading"));
        Assert.Contains("Scan a label at the dock", desk.Find(".ct-blank").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_return_stands_in_its_tab_and_a_warehouse_out_of_scope_is_nobody_elses_business()
    {
        var (_, toGrade) = await ReceivedAsync();
        StockGround.Done(await Ground.OpenAsync(await Ground.ShippedAsync(), 1));
        await PendingAsync();
        Looks(ReturnGround.Packer);
        await ShowAsync();

        var desk = Render<ReturnsDesk>(part => part.Add(one => one.Filter, new(ReturnTab.ToGrade, ReturnGround.Packer)));

        Assert.Equal(["To grade1", "On the way1", "Refund waits1", "Refused at the door0", "Closed today0"], desk.FindAll(".ct-tabs a").Select(Text));
        Assert.Equal((await RowAsync(toGrade)).Name, Text(desk.Find("tbody tr[aria-selected=true] .ct-code")));
        var elsewhere = new Actor(Guid.CreateVersion7(), "packer 9", [Role.PackerQc], System.Collections.Frozen.FrozenSet.Create("alex"));
        Assert.DoesNotContain((await RowAsync(toGrade)).Name, Render<ReturnsDesk>(part => part.Add(one => one.Filter, new(ReturnTab.ToGrade, elsewhere))).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_as_new_cannot_be_sold_again_and_the_screen_says_why()
    {
        var (_, id) = await ReceivedAsync();
        Looks(ReturnGround.Packer);
        var pane = await OpenAsync(id);
        Assert.Equal(["New", "Used", "Damaged"], pane.FindAll(".ct-return-condition b").Select(word => word.TextContent));

        await pane.FindAll(".ct-return-condition")[2].ClickAsync(new());

        var places = pane.FindAll(".ct-return-place");
        Assert.Equal([true, false, false], places.Select(place => place.QuerySelector("input")!.HasAttribute("disabled")));
        Assert.Contains("Only as new goods are sold again", places[0].TextContent, StringComparison.Ordinal);
        Assert.Equal([false, false, true], places.Select(place => place.QuerySelector("input")!.HasAttribute("checked")));
    }

    [Fact]
    public async Task The_work_ticks_the_checklist_of_the_intake_and_a_photo_is_due_for_what_is_not_as_new()
    {
        var (_, bare) = await ReceivedAsync();
        Looks(ReturnGround.Packer);
        var pane = await OpenAsync(bare);
        Assert.Equal(["received"], Ticked(pane));
        await pane.FindAll(".ct-return-condition")[1].ClickAsync(new());
        await pane.Find(".ct-pane-acts .ct-btn-solid").ClickAsync(new());
        await pane.WaitForAssertionAsync(() => Assert.Equal(["received", "graded", "money"], Ticked(pane)));

        var (_, shown) = await ReceivedAsync();
        StockGround.Done(await Ground.Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), ReturnGround.Packer, shown, [new(1, 1, Grade.Used, Disposition.Quarantine, "a.jpg")]), default));
        Assert.Equal(["received"], (await Ground.PictureAsync(shown)).Ticked);
        StockGround.Done(await Ground.Acts.HandleAsync(new GradeReturn(Guid.NewGuid(), ReturnGround.Packer, shown, [new(1, 1, Grade.New, Disposition.Restock)]), default));
        Assert.Equal(["received", "graded", "photo", "money"], Ticked(await OpenAsync(shown)));
    }

    [Fact]
    public async Task Grading_shows_what_was_found_and_says_so()
    {
        var (_, id) = await ReceivedAsync();
        Looks(ReturnGround.Packer);
        var row = await RowAsync(id);
        string? said = null;
        var pane = Render<ReturnPane>(part => part.Add(one => one.Row, row).Add(one => one.OnDone, (string news) => said = news));
        await pane.WaitForElementAsync(".ct-return-grade");

        await pane.Find(".ct-pane-acts .ct-btn-solid").ClickAsync(new());

        await pane.WaitForAssertionAsync(() => Assert.Contains("New · Restock", Text(pane.Find(".ct-return-found")), StringComparison.Ordinal));
        Assert.Equal($"{row.Name} graded", said);
        Assert.Empty(pane.FindAll(".ct-return-grade"));
    }

    [Fact]
    public async Task Who_may_not_receive_looks_on_and_has_nothing_to_press()
    {
        var (_, id) = await ReceivedAsync();
        Looks(ReturnGround.Support);

        var pane = await OpenAsync(id);

        Assert.Empty(pane.FindAll(".ct-return-grade, .ct-pane-acts button"));
        Assert.Contains("Nobody has looked at the goods yet.", pane.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Whoever asked for a refund cannot decide about it. Ask another ops manager.")]
    [InlineData("ar", "من طلب الاسترداد لا يقرره. اطلب من مدير عمليات آخر.")]
    public async Task Who_asked_for_the_money_cannot_decide_and_is_told_so(string language, string said)
    {
        var id = await PendingAsync(by: ReturnGround.Boss);
        Looks(ReturnGround.Boss, language);

        var pane = await OpenAsync(id);

        Assert.Equal([true, true], pane.FindAll(".ct-pane-acts button").Select(button => button.HasAttribute("disabled")));
        Assert.Equal(said, Text(pane.Find(".ct-return-own")));
    }

    [Theory]
    [InlineData("en", "The refund is approved; this does not follow.")]
    [InlineData("ar", "قرر أحدهم هذا الاسترداد من قبل. أعد القراءة.")]
    public async Task What_somebody_else_decided_meanwhile_is_refused_in_words(string language, string said)
    {
        var id = await PendingAsync();
        Looks(ReturnGround.Boss, language);
        var pane = await OpenAsync(id);
        StockGround.Done(await Ground.Acts.HandleAsync(new ApproveRefund(Guid.NewGuid(), s_other, id), default));

        await pane.Find(".ct-pane-acts .ct-btn-solid").ClickAsync(new());

        await pane.WaitForAssertionAsync(() => Assert.Equal(said, Text(pane.Find(".ct-note[role=alert] b"))));
    }

    [Fact]
    public async Task A_refusal_is_asked_why_and_the_reason_is_kept_with_the_money()
    {
        var id = await PendingAsync();
        Looks(ReturnGround.Boss);
        var pane = await OpenAsync(id);
        Assert.Contains("Asked by itself when the goods were graded: Does not fit", Text(pane.Find(".ct-return-money")), StringComparison.Ordinal);

        await pane.FindAll(".ct-pane-acts button").Single(button => button.TextContent == "Refuse refund").ClickAsync(new());
        await pane.Find("dialog textarea").ChangeAsync("used for a month");
        await pane.Find("dialog .ct-btn-risky").ClickAsync(new());

        await pane.WaitForAssertionAsync(() => Assert.Contains("used for a month", Text(pane.Find(".ct-return-money")), StringComparison.Ordinal));
        Assert.Equal(RefundState.Refused, (await Ground.PictureAsync(id)).Refund!.State);
    }

    private async Task<IRenderedComponent<ReturnPane>> OpenAsync(Guid id)
    {
        var row = await RowAsync(id);
        var pane = Render<ReturnPane>(part => part.Add(one => one.Row, row));
        await pane.WaitForElementAsync(".ct-return-money");
        return pane;
    }

    private static IEnumerable<string?> Ticked(IRenderedComponent<ReturnPane> pane) => pane.FindAll(".ct-return-checks .ct-ticked").Select(step => step.GetAttribute("data-step"));
}
