using Bunit;
using ControlTower.Picking;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.OpsManager;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Screens;

public sealed class WavesTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public WavesTests()
    {
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now)).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(new TowerWords(new WordBook(), Languages.English));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void A_map_whose_zones_call_their_aisles_alike_is_drawn_anew_when_another_list_is_shown()
    {
        BinPlace[] bins = [new("A-01", "A", "A1", 0, 2), new("A-02", "A", "A2", 3, 4), new("B-01", "B", "B1", 6, 2)];
        var map = Render<ControlTower.Screens.OpsManager.AisleMap>(with => with.Add(of => of.Bins, bins).Add(of => of.Walk, [bins[0]]));

        map.Render(with => with.Add(of => of.Bins, bins).Add(of => of.Walk, [bins[2], bins[1]]));

        Assert.Equal(["A", "A", "B"], map.FindAll("text").Select(name => name.TextContent));
        Assert.Equal(["B-01", "A-02"], map.FindAll(".ct-aisle-stop title").Select(stop => stop.TextContent));
    }

    [Fact]
    public void Drafts_stand_beside_each_other_and_only_the_chosen_one_has_the_solid_button()
    {
        var (first, second) = (new DeskDraft(Guid.NewGuid(), Draft("bosta", 2, late: 0)), new DeskDraft(Guid.NewGuid(), Draft(null, 5, late: 1)));
        Guid? released = null;
        var table = Render<DraftTable>(with => with.Add(of => of.Drafts, [first, second]).Add(of => of.Chosen, first.Id).Add(of => of.MayRelease, true)
            .Add(of => of.OnAct, (Guid draft) => released = draft));

        Assert.Equal(["Draft A", "Draft B"], table.FindAll("thead b").Select(name => name.TextContent));
        Assert.Contains("Until the Bosta truck, 13:00", table.Markup, StringComparison.Ordinal);
        var solid = Assert.Single(table.FindAll(".ct-btn-solid"));
        Assert.Equal("Release 2 orders", solid.TextContent);
        solid.Click();
        Assert.Equal(first.Id, released);
        Assert.Equal(["2", "5"], table.FindAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Who_may_not_release_makes_a_wave_only()
    {
        var draft = new DeskDraft(Guid.NewGuid(), Draft("bosta", 1, late: 0));

        var table = Render<DraftTable>(with => with.Add(of => of.Drafts, [draft]).Add(of => of.Chosen, draft.Id));

        Assert.Equal("Make a wave of 1 order", table.Find(".ct-btn-solid").TextContent);
    }

    [Fact]
    public void A_list_whose_picker_was_not_heard_of_stands_out()
    {
        var row = new WaveRow(Guid.NewGuid(), "W-0012", "cairo", WaveState.InProgress, "bosta", s_now, s_now.AddHours(1), 9, 40, 300, s_now, "manager 1", s_now, null,
            [List("W-0012-1", s_now.AddMinutes(-1)), List("W-0012-2", s_now.AddMinutes(8))]);

        var card = Render<WaveCard>(with => with.Add(of => of.Row, row).Add(of => of.MayRelease, true));

        Assert.Equal(["Not heard of", "Being picked"], card.FindAll("tbody tr, table > tr").Select(line => line.Children[2].TextContent.Trim()));
        Assert.Empty(card.FindAll("button")); // locked while it is picked
        Assert.Contains("inline-size: 75%", card.Markup, StringComparison.Ordinal);
    }

    private static WaveListRow List(string number, DateTimeOffset lease) =>
        new(Guid.NewGuid(), number, PickListKind.Cluster, PickListState.Claimed, 8, 6, 12, 9, 0, s_now, "picker 2", s_now, lease);

    private static WaveDraft Draft(string? courier, int orders, int late)
    {
        List<string> numbers = [.. Enumerable.Range(1, orders).Select(number => $"CT-{number}")];
        return new("cairo", courier, courier is null ? null : s_now.AddMinutes(40), courier is null ? null : s_now.AddHours(1), 4, 8, false, s_now,
            [.. numbers.Select(_ => Guid.NewGuid())], numbers, orders, orders, orders, 900, 30, 200, 400, ["A"], s_now.AddMinutes(30), [.. numbers.Take(late)], [],
            [new(PickListKind.Cluster, numbers, [], orders, orders, orders, 30, 200, [])]);
    }
}
