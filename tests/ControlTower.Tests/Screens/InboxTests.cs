using Bunit;
using ControlTower.Intake;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Words;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ControlTower.Tests.Screens;

public sealed class InboxTests : BunitContext
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 32, 0, TimeSpan.Zero);
    private static readonly InboxFilter s_all = new(InboxTab.Now, null, null, null, 5000);

    public InboxTests() =>
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(s_now)).AddSingleton<ICurrentPlace, EveryPlace>()
            .AddSingleton(new TowerWords(new WordBook(), Languages.English));

    [Fact]
    public void A_line_is_drawn_again_only_when_its_row_changed()
    {
        var row = Row("CT-1", due: 20);
        var line = Render<InboxLine>(part => part.Add(one => one.Entry, new InboxEntry("CT-1", row, 0)));

        line.Render(part => part.Add(one => one.Entry, new InboxEntry("CT-1", row, 0)));
        Assert.Equal(1, line.RenderCount);

        line.Render(part => part.Add(one => one.Entry, new InboxEntry("CT-1", row with { Version = 2 }, 0)));
        Assert.True(line.RenderCount > 1);
    }

    [Fact]
    public void The_next_action_is_the_first_one_of_the_case() =>
        Assert.Equal("Fix phone", Render<InboxLine>(part => part.Add(one => one.Entry, new InboxEntry("CT-1", Row("CT-1", code: "PHONE_INVALID"), 0))).Find(".ct-btn-next").TextContent.Trim());

    [Fact]
    public void A_tab_takes_what_it_is_named_after()
    {
        var (held, cod, dear, soon) = (Row("CT-1") with { Hold = HoldType.Phone }, Row("CT-2") with { Payment = PaymentState.CodUnconfirmed }, Row("CT-3") with { TotalMinor = 500_100 }, Row("CT-4", due: 60));
        InboxRow[] rows = [held, cod, dear, soon, Row("CT-5", due: 61)];

        Assert.Equal(["CT-4"], In(InboxTab.Now));
        Assert.Equal(["CT-1"], In(InboxTab.Held));
        Assert.Equal(["CT-2"], In(InboxTab.Cod));
        Assert.Equal(["CT-3"], In(InboxTab.High));
        Assert.Equal(5, In(InboxTab.All).Count());

        IEnumerable<string> In(InboxTab tab) => rows.Where(row => s_all.IsIn(tab, row, s_now)).Select(row => row.Number);
    }

    [Fact]
    public void Orders_that_wait_for_the_same_cause_stand_in_one_line()
    {
        var shown = s_all.Show([Row("CT-1", code: "SKU_UNKNOWN", cause: "sku:X"), Row("CT-2", code: "SKU_UNKNOWN", cause: "sku:X"), Row("CT-3", due: 5)], s_now);
        Assert.Equal([("CT-1", 1), ("CT-3", 0)], shown.Select(entry => (entry.Row.Number, entry.Folded)));
    }

    [Fact]
    public void Only_orders_of_the_visitors_warehouses_and_those_of_none_are_shown()
    {
        var mine = s_all with { Scope = ["cairo"] };
        Assert.True(mine.IsMine(Row("CT-1") with { Warehouses = "cairo,riyadh" }));
        Assert.True(mine.IsMine(Row("CT-1")));
        Assert.False(mine.IsMine(Row("CT-1") with { Warehouses = "riyadh" }));
    }

    [Fact]
    public void While_somebody_reads_new_lines_wait_and_old_ones_keep_their_place()
    {
        var lines = new InboxLines();
        lines.Take([Entry("CT-1"), Entry("CT-2")], isReading: false);
        lines.Take([Entry("CT-3"), Entry("CT-2"), Entry("CT-1")], isReading: true);
        Assert.Equal(["CT-1", "CT-2"], lines.Shown.Select(entry => entry.Key));
        Assert.Equal(1, lines.Waiting);

        lines.Take([Entry("CT-3"), Entry("CT-2"), Entry("CT-1")], isReading: false);
        Assert.Equal(["CT-3", "CT-2", "CT-1"], lines.Shown.Select(entry => entry.Key));
        Assert.Equal(0, lines.Waiting);
    }

    private static InboxEntry Entry(string number) => new(number, Row(number), 0);

    private static InboxRow Row(string number, int? due = null, string? code = null, string? cause = null) => new(
        Guid.NewGuid(), number, "woo", Channel.Woocommerce, "#1", "Sara R.", Headline.Received, PaymentState.Paid, PaymentMethod.Prepaid, Stage.Check, s_now, s_now, s_now,
        null, null, null, null, s_now, due is { } minutes ? s_now.AddMinutes(minutes) : null, 35_050, "EGP", 0, 1, null, 0, 0,
        code is null ? null : Guid.NewGuid(), code, cause, code is null ? 0 : 1, null, null, "", "");
}
