using Bunit;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Kpis;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.Walls;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Screens;

public sealed class WallTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(s_now);
    private readonly FakeBoard<InboxRow> _inbox = new();
    private readonly FakeBoard<CaseRow> _cases = new();
    private readonly FakeBoard<StageCompletions> _completions = new();

    public WallTests()
    {
        Services.AddSingleton<TimeProvider>(_clock).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(new TowerWords(new WordBook(), Languages.English));
        Services.AddSingleton<IBoard<InboxRow>>(_inbox).AddSingleton<IBoard<CaseRow>>(_cases).AddSingleton<IBoard<StageCompletions>>(_completions);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task The_flow_wall_answers_first_and_marks_the_one_bottleneck()
    {
        await _completions.ShowAsync(new StageCompletions(Stage.Check, 98), new StageCompletions(Stage.Promise, 2));
        var wall = Render<FlowWall>();

        await _inbox.ShowAsync(Row(1, Stage.Pick, -5), Row(2, Stage.Pick, -9), Row(3, Stage.Check, 300));

        Assert.Equal("Pick is behind: 2 orders are past their time", wall.Find(".ct-wall-answer").TextContent.Trim());
        Assert.Equal("Pick", Assert.Single(wall.FindAll(".ct-column.ct-is-late")).QuerySelector("h2")!.TextContent);
        var columns = wall.FindAll(".ct-column");
        Assert.Contains("196", columns[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("not enough data", columns[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_walls_ages_grow_while_nothing_happens()
    {
        await _inbox.ShowAsync(Row(1, Stage.Pick, 300));
        var wall = Render<FlowWall>();
        Assert.Contains("0 h 10", wall.Markup, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromHours(2));

        wall.WaitForAssertion(() => Assert.Contains("2 h 10", wall.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_exceptions_wall_shows_causes_by_time_left_and_no_name_of_a_person()
    {
        var wall = Render<ExceptionsWall>();
        await _cases.ShowAsync(Case("CT-7", ExceptionCode.PhoneInvalid, 8, null), Case("CT-8", ExceptionCode.SkuUnknown, -14, "Sara Omar"));

        Assert.Contains("1 cause is late", wall.Find(".ct-wall-answer").TextContent, StringComparison.Ordinal);
        Assert.Equal(["SKU unknown", "Phone not valid"], wall.FindAll("tbody tr").Select(row => row.Children[1].TextContent));
        Assert.Equal(["Order Ops", "No owner"], wall.FindAll("tbody tr").Select(row => row.Children[3].TextContent));
        Assert.DoesNotContain("Sara", wall.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Adel", wall.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wall_that_has_read_nothing_yet_claims_nothing()
    {
        var wall = Render<FlowWall>();
        Assert.Contains("Not loaded", wall.Find(".ct-wall-answer").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", wall.Find(".ct-live").GetAttribute("data-failed"));
    }

    private static InboxRow Row(int number, Stage stage, int dueMinutes) => new(
        Guid.CreateVersion7(), $"CT-{number}", "woo", Channel.Woocommerce, "1", "Adel N.", Headline.Confirmed, PaymentState.Paid, PaymentMethod.Prepaid, stage,
        s_now.AddMinutes(-10), s_now.AddHours(-1), s_now.AddHours(-1), s_now.AddHours(-1), null, null, null, s_now, s_now.AddMinutes(dueMinutes), 100, "EGP", 0, 1, null, 0, 0,
        null, null, null, 0, null, null, "", "cairo");

    private static CaseRow Case(string number, ExceptionCode code, int dueMinutes, string? owner) => new(
        Guid.CreateVersion7(), code, Severity.S2, CaseSubject.Order, "x", Guid.CreateVersion7(), number, "Adel N.", Channel.Shopify, "shop", 100, "EGP", null, $"{code}:x", "{}",
        Role.OrderOps, owner is null ? null : Guid.CreateVersion7(), owner, s_now, s_now, s_now.AddMinutes(dueMinutes), null, null, CaseState.Open, false, null, null, 0, 1, 1, "", s_now, null, null);
}
