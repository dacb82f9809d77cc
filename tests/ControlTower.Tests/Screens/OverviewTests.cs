using AngleSharp.Dom;
using Bunit;
using ControlTower.Access;
using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Kpis;
using ControlTower.Live;
using ControlTower.Notifications.Inbound;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screens;
using ControlTower.Screens.OpsManager;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using ControlTower.Shipping;
using ControlTower.Shipping.Road;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ControlTower.Tests.Screens;

public sealed class OverviewTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Actor s_boss = new(Guid.CreateVersion7(), "ops manager 1", [Role.OpsManager]);
    private static readonly TowerWords s_english = new(new WordBook(), Languages.English);

    private readonly FakeBoard<InboxRow> _inbox = new();
    private readonly FakeBoard<FloorRow> _floor = new();
    private readonly FakeBoard<SiteTruck> _trucks = new();
    private readonly FakeBoard<FloorPace> _pace = new();
    private readonly FakeBoard<WaveRow> _waves = new();
    private readonly FakeBoard<HelpRow> _help = new();

    public OverviewTests()
    {
        var clock = new FakeTimeProvider(s_now);
        var nobody = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        Services.AddSingleton<TimeProvider>(clock).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(s_english).AddSingleton(new SitePlaces(nobody, clock));
        Services.AddSingleton<IBoard<InboxRow>>(_inbox).AddSingleton<IBoard<FloorRow>>(_floor).AddSingleton<IBoard<SiteTruck>>(_trucks).AddSingleton<IBoard<FloorPace>>(_pace).AddSingleton<CutoffBook>();
        Services.AddSingleton<IBoard<WaveRow>>(_waves).AddSingleton<IBoard<HelpRow>>(_help);
        Nothing<StageCompletions>().Nothing<DeliveryRow>().Nothing<ReturnRow>().Nothing<CaseRow>().Nothing<DispatchRow>().Nothing<ConversationRow>();
        Services.AddSingleton(nobody).AddSingleton<RightsBook>().AddSingleton<ActorSource>().AddSingleton<AuthenticationStateProvider>(new SignedIn(s_boss));
        Services.AddSingleton(new HelpCallsHandler(null!)); // nobody presses in these tests
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void A_truck_that_orders_will_miss_weighs_more_than_what_is_late_and_its_act_is_to_release()
    {
        var said = Answer(Flow(late: 3), Forecast("bosta", toRelease: 4, misses: 19), Forecast("aramex", misses: 2));

        Assert.Equal((FloorState.Late, "Pick holds everything up.", "Bosta, 13:00: 19 orders miss the truck"), (said.State, said.Lead, said.More));
        Assert.Equal((Stage.Pick, "waves.releaseOne", "/waves?warehouse=cairo"), (said.Stage!.Value, said.Act, said.Href));
        Assert.Equal("/dispatch?site=cairo&courier=aramex", Answer(Flow(), Forecast("aramex", misses: 2)).Href);
    }

    [Fact]
    public void Then_what_is_late_then_what_is_tight_then_what_is_close_and_else_all_is_well()
    {
        Assert.Equal(("Pick is behind: 3 orders are past their time", Stage.Pick), (Said(Answer(Flow(late: 3), Tight())), Answer(Flow(late: 3)).Stage!.Value));
        Assert.Equal(("Bosta will be tight: 5 orders to go", FloorState.Risk), (Said(Answer(Flow(soon: 2), Tight())), Answer(Flow(), Tight()).State));
        Assert.Equal("On time, but close: 2 orders are due within the hour", Said(Answer(Flow(soon: 2))));
        Assert.Equal(("All stages are on time, 1 order open", null), (Said(Answer(Flow(calm: 1))), Answer(Flow(calm: 1)).Act));
    }

    [Fact]
    public async Task The_page_tells_nothing_before_the_orders_are_read_and_then_answers_first()
    {
        var page = Render<OverviewFlow>(part => part.Add(one => one.Who, s_boss));
        Assert.Equal(["Overview"], page.FindAll("h1").Select(Text));
        Assert.Single(page.FindAll(".ct-loading"));
        await _trucks.ShowAsync(new SiteTruck("cairo", "bosta", s_now.AddMinutes(40), s_now.AddMinutes(60), s_now.AddMinutes(60)));
        await _pace.ShowAsync([.. new[] { Stage.Pick, Stage.Pack, Stage.HandOver }.Select(stage => new FloorPace("cairo", stage, stage == Stage.Pick ? "5,5,5,5,5,5" : "20,20,20,20,20,20"))]);
        await _floor.ShowAsync([.. Enumerable.Range(1, 71).Select(n => new FloorRow(Guid.NewGuid(), $"CT-{n}", s_now.AddMinutes(60), IsHeld: false, "cairo:released"))]);

        await page.InvokeAsync(() => _inbox.ShowAsync(Row(Stage.Pick, s_now.AddHours(5))));

        Assert.Equal("Pick holds everything up. Bosta, 13:00: 11 orders miss the truck", Text(page.Find("h1")));
        Assert.Equal(["Check", "Promise", "Pick", "Pack", "Hand over", "On the road", "Returns"], page.FindAll(".ct-over-stage h2").Select(Text));
        Assert.Equal(["Pick", "Bottleneck"], page.FindAll(".ct-over-worst.ct-is-late :is(h2, .ct-over-neck)").Select(Text));
        Assert.Single(page.FindAll(".ct-btn-solid"));
        var truck = page.Find("tbody tr");
        Assert.Equal("11 min over", Text(truck.QuerySelector(".ct-badge")!));
        Assert.Equal(["71", "11"], truck.QuerySelectorAll("td").Skip(5).Take(2).Select(Text));
    }

    [Fact]
    public async Task An_order_of_a_warehouse_out_of_scope_is_not_counted()
    {
        var elsewhere = new Actor(Guid.CreateVersion7(), "ops manager 9", [Role.OpsManager], System.Collections.Frozen.FrozenSet.Create("alex"));
        await _inbox.ShowAsync(Row(Stage.Pick, s_now.AddHours(5)));

        Assert.Equal("1", Count(Render<OverviewFlow>(part => part.Add(one => one.Who, s_boss))));
        Assert.Equal("0", Count(Render<OverviewFlow>(part => part.Add(one => one.Who, elsewhere))));

        static string Count(IRenderedComponent<OverviewFlow> page) => page.FindAll(".ct-over-count")[2].FirstChild!.TextContent;
    }

    [Fact]
    public async Task A_call_for_help_is_answered_here_and_then_solved()
    {
        await _help.ShowAsync(Call(HelpState.Open), Call(HelpState.Answered) with { AnsweredBy = "ops manager 2" });

        var calls = Render<OverviewHelp>(part => part.Add(one => one.Who, s_boss));

        Assert.Equal(["I am coming", "Solved"], calls.FindAll("button").Select(Text));
        Assert.Contains("ops manager 2 is coming", Text(calls.FindAll(".ct-over-line")[1]), StringComparison.Ordinal);
        Assert.Equal(["late", "info"], calls.FindAll(".ct-over-line > .ct-glyph use").Select(shape => shape.GetAttribute("href")!["#ct-glyph-".Length..]));
    }

    [Fact]
    public async Task Waves_show_how_far_their_lists_are_and_which_were_not_heard_of()
    {
        WaveListRow List(string number, DateTimeOffset lease) => new(Guid.NewGuid(), number, PickListKind.Cluster, PickListState.Claimed, 8, 6, 12, 9, 0, s_now, "picker 2", s_now, lease);
        var row = new WaveRow(Guid.NewGuid(), "W-0012", "cairo", WaveState.InProgress, "bosta", s_now, s_now.AddHours(1), 9, 40, 300, s_now, "manager 1", s_now, null,
            [List("W-0012-1", s_now.AddMinutes(-1)), List("W-0012-2", s_now.AddMinutes(8))]);
        await _waves.ShowAsync(row, row with { Id = Guid.NewGuid(), State = WaveState.Done });

        var waves = Render<OverviewWaves>(part => part.Add(one => one.Who, s_boss));

        var line = Text(Assert.Single(waves.FindAll("tbody tr")));
        Assert.Contains("12 of 16 lines1 list not heard of", line, StringComparison.Ordinal);
        Assert.Contains("2 lists, 2 being picked", Text(waves.Find("h2")), StringComparison.Ordinal);
    }

    private static OverviewAnswer Answer(FlowFigures flow, params CutoffForecast[] trucks) => OverviewAnswer.Of(flow, trucks, s_english, at => at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));

    private static string Said(OverviewAnswer answer) => $"{answer.Lead} {answer.More}";

    private static FlowFigures Flow(int late = 0, int soon = 0, int calm = 0) => FlowFigures.Of(
        [.. Orders(late, -5), .. Orders(soon, 30), .. Orders(calm, 300)], _ => null, s_now);

    private static IEnumerable<StandingOrder> Orders(int count, int due) =>
        Enumerable.Range(0, count).Select(_ => new StandingOrder(Stage.Pick, s_now, s_now, s_now, s_now, s_now.AddMinutes(due), null, null, false));

    private static CutoffForecast Forecast(string courier, int toRelease = 0, int misses = 0) => new(
        new("cairo", courier, s_now.AddMinutes(40), s_now.AddHours(1), s_now.AddHours(1)), 30, toRelease, 0, s_now.AddMinutes(71), misses, Stage.Pick, 60, 80);

    private static CutoffForecast Tight() => Forecast("bosta") with { ToGo = 5, Misses = 0, DoneBy = s_now.AddMinutes(55) };

    private static HelpRow Call(HelpState state) => new(Guid.NewGuid(), 1, "cairo", "Cairo DC", "Zone C", HelpKind.Scanner, "", state, s_now.AddMinutes(-4), "picker 3", null, null);

    private static InboxRow Row(Stage stage, DateTimeOffset due) => new(
        Guid.NewGuid(), "CT-1", "manual", Channel.Manual, "1", "Sara M.", Headline.Confirmed, PaymentState.Paid, PaymentMethod.Prepaid, stage, s_now, s_now, s_now, s_now, s_now, due, null, s_now, due,
        100, "EGP", 0, 1, null, 0, 0, null, null, null, 0, null, null, "", "cairo");

    private OverviewTests Nothing<TRow>()
    {
        Services.AddSingleton<IBoard<TRow>>(new FakeBoard<TRow>());
        return this;
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
