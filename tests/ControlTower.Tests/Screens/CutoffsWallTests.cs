using Bunit;
using ControlTower.Live;
using ControlTower.Picking;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.Walls;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ControlTower.Tests.Screens;

public sealed class CutoffsWallTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeBoard<FloorRow> _floor = new();
    private readonly FakeBoard<SiteTruck> _trucks = new();
    private readonly FakeBoard<FloorPace> _pace = new();

    public CutoffsWallTests()
    {
        var clock = new FakeTimeProvider(s_now);
        Services.AddSingleton<TimeProvider>(clock).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(new TowerWords(new WordBook(), Languages.English));
        Services.AddSingleton<IBoard<FloorRow>>(_floor).AddSingleton<IBoard<SiteTruck>>(_trucks).AddSingleton<IBoard<FloorPace>>(_pace).AddSingleton<CutoffBook>();
        Services.AddSingleton(new SitePlaces(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1"), clock));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public async Task The_wall_says_first_which_truck_will_be_missed_and_by_how_many()
    {
        await _trucks.ShowAsync(TruckAt("bosta", 60), TruckAt("aramex", 120));
        await _pace.ShowAsync(Pace(Stage.Pick, 5), Pace(Stage.Pack, 20), Pace(Stage.HandOver, 20));
        var wall = Render<CutoffsWall>();

        await _floor.ShowAsync([.. Rows(71, 60), .. Rows(10, 120)]);

        Assert.Equal("Bosta will be 11 min late, 11 orders miss the truck", Text(wall.Find(".ct-wall-answer")));
        var rows = wall.FindAll("tbody tr");
        Assert.Equal(["ct-is-late", ""], rows.Select(row => row.ClassName ?? ""));
        Assert.Equal(["71", "10"], rows.Select(row => row.Children[1].TextContent));
        Assert.Contains("Bottleneck: Pick", wall.Find(".ct-wall-strip").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_rates_the_wall_says_that_it_cannot_tell()
    {
        await _trucks.ShowAsync(TruckAt("bosta", 60));
        await _pace.ShowAsync();
        var wall = Render<CutoffsWall>();

        await _floor.ShowAsync([.. Rows(3, 60)]);

        Assert.StartsWith("Cannot tell yet", Text(wall.Find(".ct-wall-answer")), StringComparison.Ordinal);
        Assert.Equal("–", wall.Find("tbody tr").Children[3].TextContent);
    }

    private static SiteTruck TruckAt(string courier, int minutes) => new("cairo", courier, s_now.AddMinutes(minutes - 20), s_now.AddMinutes(minutes), s_now.AddMinutes(minutes));

    private static FloorPace Pace(Stage stage, int each) => new("cairo", stage, string.Join(',', Enumerable.Repeat(each, StageRate.Buckets)));

    private static FloorRow[] Rows(int count, int minutes) =>
        [.. Enumerable.Range(1, count).Select(number => new FloorRow(Guid.NewGuid(), $"CT-{number}", s_now.AddMinutes(minutes), IsHeld: false, "cairo:released"))];

    private static string Text(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
