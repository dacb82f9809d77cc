using Bunit;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Screens;

public sealed class PartsTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 32, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(s_now);

    public PartsTests() =>
        Services.AddSingleton<TimeProvider>(_clock).AddSingleton<ICurrentPlace, EveryPlace>()
            .AddSingleton(new TowerWords(new WordBook(), Languages.English));

    [Theory]
    [InlineData(-14, "late", "0:14", "over"), InlineData(0, "risk", "0:00", "left"), InlineData(60, "risk", "1:00", "left"), InlineData(61, "waiting", "1:01", "left")]
    public void A_timer_says_by_shape_word_and_figure_how_it_stands(int minutes, string state, string figure, string word)
    {
        var chip = Render<TimerChip>(part => part.Add(chip => chip.Due, s_now.AddMinutes(minutes)));

        Assert.Contains($"ct-is-{state}", chip.Find(".ct-timer").ClassList);
        Assert.Equal($"#ct-glyph-{state}", chip.Find("use").GetAttribute("href"));
        Assert.Equal((figure, word), (chip.Find("bdi").TextContent, chip.Find("small").TextContent));
    }

    [Fact]
    public void A_timer_without_a_promise_says_so_and_does_not_tick()
    {
        var chip = Render<TimerChip>().Find(".ct-timer");
        Assert.Equal("not set", chip.TextContent.Trim());
        Assert.False(chip.HasAttribute("data-due"));
    }

    [Fact]
    public void Passing_time_alone_draws_no_timer_again()
    {
        var due = s_now.AddMinutes(22);
        var chip = Render<TimerChip>(part => part.Add(chip => chip.Due, due));
        _clock.Advance(TimeSpan.FromMinutes(30));

        chip.Render(part => part.Add(chip => chip.Due, due));
        Assert.Equal(1, chip.RenderCount);

        chip.Render(part => part.Add(chip => chip.Due, due.AddMinutes(1)));
        Assert.Equal(2, chip.RenderCount);
    }

    [Theory]
    [InlineData(Stage.Check, false, "n......"), InlineData(Stage.Pick, false, "ppn...."), InlineData(Stage.Returns, false, "ppppppn"), InlineData(Stage.Returns, true, "ppppppp")]
    public void The_rail_has_seven_ticks_and_marks_what_is_past_and_now(Stage stage, bool isDone, string ticks)
    {
        var badge = Render<StageBadge>(part => part.Add(badge => badge.At, stage).Add(badge => badge.IsDone, isDone));
        Assert.Equal(ticks, string.Concat(badge.FindAll(".ct-rail i").Select(tick => tick.ClassName switch { "ct-past" => 'p', "ct-now" => 'n', _ => '.' })));
    }

    [Theory, InlineData(0, 0), InlineData(1, 1), InlineData(10, 1), InlineData(11, 2), InlineData(40, 2), InlineData(100, 3), InlineData(101, 4)]
    public void Heat_grows_with_the_amount(long count, int heat) => Assert.Equal(heat, HeatCell.HeatOf(count));

    [Fact]
    public void A_risky_act_is_not_done_without_a_reason()
    {
        var answers = new List<WhyAnswer?>();
        var question = new WhyQuestion("Cancel order {0}?", "CAI-48102", "3 pieces must be put back.", [new("customer", "Customer asked")], "Cancel order", "Keep order");
        var dialog = Render<WhyDialog>(part => part.Add(dialog => dialog.Question, question).Add(dialog => dialog.OnAnswer, answers.Add));

        dialog.Find(".ct-btn-risky").Click();
        Assert.Empty(answers);
        Assert.Equal("Say why", dialog.Find("[role=alert]").TextContent.Trim());

        dialog.Find("select").Change("customer");
        dialog.Find(".ct-btn-risky").Click();
        Assert.Equal([new WhyAnswer("customer", "Customer asked")], answers);
    }

    [Fact]
    public void Keeping_everything_as_it_is_answers_nothing()
    {
        var answers = new List<WhyAnswer?>();
        var question = new WhyQuestion("Release {0}?", null, "The clock runs again.", [], "Release", "Keep", IsRisky: false);
        var dialog = Render<WhyDialog>(part => part.Add(dialog => dialog.Question, question).Add(dialog => dialog.OnAnswer, answers.Add));

        dialog.Find("button").Click();
        Assert.Equal([null], answers);
    }

    [Fact]
    public void Good_news_goes_by_itself_and_a_newer_one_takes_its_place()
    {
        var toasts = new Toasts();
        Services.AddSingleton(toasts);
        var host = Render<ToastHost>();

        toasts.Show("First");
        toasts.Show("Second", () => Task.CompletedTask);
        host.WaitForAssertion(() => Assert.Contains("Second", host.Find(".ct-toast").TextContent, StringComparison.Ordinal));

        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Single(host.FindAll(".ct-toast"));
        _clock.Advance(TimeSpan.FromSeconds(4));
        host.WaitForAssertion(() => Assert.Empty(host.FindAll(".ct-toast")));
    }
}
