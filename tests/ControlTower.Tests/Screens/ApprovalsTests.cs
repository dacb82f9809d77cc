using Bunit;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.OpsManager;
using ControlTower.Screens.Parts;
using ControlTower.Tests.Returns;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Screens;

/// <summary>The second pair of eyes: who asked, how much and why, and the yes or no of somebody else.</summary>
public sealed class ApprovalsTests : ReturnScreen
{
    private IRenderedComponent<ApprovalsDesk> Open() => Render<ApprovalsDesk>(part => part.Add(one => one.Who, ReturnGround.Boss));

    [Fact]
    public async Task With_nothing_to_decide_the_screen_says_what_comes_here()
    {
        Looks(ReturnGround.Boss);
        var desk = Open();
        Assert.Single(desk.FindAll(".ct-loading"));

        await desk.InvokeAsync(ShowAsync);

        Assert.Contains("Refunds above 1,000 come here. Whoever asked cannot decide.", desk.Find(".ct-blank").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refund_shows_who_asked_how_much_why_and_the_limit_and_goes_with_a_yes()
    {
        var id = await PendingAsync();
        Looks(ReturnGround.Boss);
        var name = (await RowAsync(id)).Name;
        var desk = Open();
        await desk.WaitForElementAsync(".ct-return-money");

        Assert.Equal(["Now", "Approvals1"], desk.FindAll(".ct-tabs a").Select(Text));
        var row = Text(desk.Find("tbody tr[aria-selected=true]"));
        Assert.Contains("support 1", row, StringComparison.Ordinal);
        Assert.Contains("20 EGP", row, StringComparison.Ordinal);
        Assert.Contains("Above 10 EGP a manager approves it", Text(desk.Find(".ct-return-money")), StringComparison.Ordinal);
        Assert.Equal("20 EGP", Text(desk.Find(".ct-return-sum")));
        Assert.Single(desk.FindAll(".ct-btn-solid"));

        await desk.Find(".ct-pane-acts .ct-btn-solid").ClickAsync(new());
        await desk.WaitForAssertionAsync(() => Assert.Equal($"Refund of {name} approved", Services.GetRequiredService<Toasts>().Now?.Text));
        await desk.InvokeAsync(ShowAsync);

        // No shop can pay it: it stands below, for who pays by hand.
        Assert.Equal(["Approved, not paid yet"], desk.FindAll(".ct-group").Select(Text));
        Assert.Empty(desk.FindAll(".ct-pane-acts"));
        Assert.Equal("ops manager 2", (await Ground.PictureAsync(id)).Refund!.DecidedName);
    }

    [Fact]
    public async Task The_one_that_an_address_names_is_at_hand_and_the_arrows_go_on()
    {
        var (first, second) = (await PendingAsync(), await PendingAsync());
        Looks(ReturnGround.Boss);
        await ShowAsync();
        var desk = Render<ApprovalsDesk>(part => part.Add(one => one.Who, ReturnGround.Boss).Add(one => one.Chosen, second));
        Assert.Equal((await RowAsync(second)).Name, Text(desk.Find("tr[aria-selected=true] .ct-code")));

        await desk.Find("[data-keys]").KeyDownAsync("k");

        Assert.Equal((await RowAsync(first)).Name, Text(desk.Find("tr[aria-selected=true] .ct-code")));
    }

    [Fact]
    public async Task Refunds_of_a_warehouse_out_of_scope_are_not_shown()
    {
        await PendingAsync();
        Looks(ReturnGround.Boss);
        await ShowAsync();
        var elsewhere = new Actor(Guid.CreateVersion7(), "ops manager 9", [Role.OpsManager], System.Collections.Frozen.FrozenSet.Create("alex"));

        Assert.NotEmpty(Open().FindAll("tbody tr[aria-selected]"));
        Assert.NotEmpty(Render<ApprovalsDesk>(part => part.Add(one => one.Who, elsewhere)).FindAll(".ct-blank"));
    }
}
