using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Bunit;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens;
using ControlTower.Screens.OrderOps;
using ControlTower.Screens.Words;
using ControlTower.Tests.ExceptionQueue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static ControlTower.Tests.ExceptionQueue.CaseRows;

namespace ControlTower.Tests.Screens;

public sealed class ExceptionsTests : BunitContext
{
    private static readonly TowerWords s_english = new(new WordBook(), Languages.English);
    private static readonly CaseFilter s_byCause = new(CaseTab.Cause, null, CaseGround.Ops);

    public ExceptionsTests() =>
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now)).AddSingleton<ICurrentPlace, EveryPlace>().AddSingleton(s_english);

    [Fact]
    public void What_one_fix_frees_stands_in_one_line_before_single_orders()
    {
        var shown = s_byCause.Show([Of(ExceptionCode.PhoneInvalid, due: 5), Of(ExceptionCode.SkuUnknown, 30, "sku:X"), Of(ExceptionCode.SkuUnknown, 40, "sku:X")]);

        Assert.Equal([(ExceptionCode.SkuUnknown, 2, true), (ExceptionCode.PhoneInvalid, 1, false)], shown.Select(entry => (entry.First.Code, entry.Orders, entry.IsFolded)));
    }

    [Fact]
    public void The_same_reason_in_many_orders_stands_in_one_line_unless_somebody_works_at_them_one_by_one()
    {
        CaseRow[] rows = [Of(ExceptionCode.PhoneInvalid, 30), Of(ExceptionCode.PhoneInvalid, 20), Of(ExceptionCode.NoStock, 5), Of(ExceptionCode.PhoneInvalid, 10)];
        var together = s_byCause.Show(rows);
        Assert.Equal([(ExceptionCode.PhoneInvalid, 3, false), (ExceptionCode.NoStock, 1, false)], together.Select(entry => (entry.First.Code, entry.Orders, entry.IsFolded)));
        Assert.Equal(rows[3].Id, together[0].First.Id);

        Assert.Equal(4, s_byCause.Show(rows, rows.Select(row => row.CauseKey).ToHashSet()).Count);
        Assert.Equal(together[0].Key, s_byCause.Show(rows[..1], together.Select(entry => entry.Key).ToHashSet())[0].Key); // the last of them keeps the line
        Assert.Equal(2, s_byCause.Show(rows[..2]).Count);
    }

    [Fact]
    public void One_reason_alone_can_be_asked_for() =>
        Assert.Equal([ExceptionCode.NoStock], (s_byCause with { Code = ExceptionCode.NoStock }).Show([Of(ExceptionCode.PhoneInvalid), Of(ExceptionCode.NoStock)]).Select(entry => entry.First.Code));

    [Fact]
    public void What_somebody_asked_for_by_its_address_is_shown_although_it_would_stand_beyond_the_last()
    {
        List<CaseEntry> all = [.. Enumerable.Range(0, CaseLines.Max + 100).Select(Entry)];
        var lines = new CaseLines();
        lines.Take(all, isWorking: false, asked: all[^1].First.Id);
        Assert.Equal((CaseLines.Max + 1, all[^1].Key), (lines.Shown.Count, lines.Shown[^1].Key));
    }

    [Fact]
    public void By_order_each_order_stands_once_with_what_runs_out_first()
    {
        var phone = Of(ExceptionCode.PhoneInvalid, due: 10, number: "CT-1");
        var shown = (s_byCause with { Tab = CaseTab.Order }).Show([phone, Of(ExceptionCode.SkuUnknown, number: "CT-1") with { OrderId = phone.OrderId }, Of(ExceptionCode.NoStock, number: "CT-2")]);

        Assert.Equal([("CT-1", 2), ("CT-2", 1)], shown.Select(entry => (entry.Key, entry.Rows.Count)));
        Assert.Equal(ExceptionCode.PhoneInvalid, shown[0].First.Code);
    }

    [Fact]
    public void Mine_are_those_that_I_have_and_snoozed_ones_stand_apart()
    {
        var (mine, put) = (Of(ExceptionCode.PhoneInvalid) with { Owner = CaseGround.Ops.Id }, Of(ExceptionCode.NoStock) with { State = CaseState.Snoozed });

        Assert.Equal(mine.Id, Assert.Single((s_byCause with { Tab = CaseTab.Mine }).Show([mine, put, Of(ExceptionCode.NoStock)])).First.Id);
        Assert.Equal(put.Id, Assert.Single((s_byCause with { Tab = CaseTab.Snoozed }).Show([mine, put])).First.Id);
        Assert.DoesNotContain(s_byCause.Show([mine, put]), entry => entry.First.Id == put.Id);
    }

    [Fact]
    public void A_case_of_a_warehouse_out_of_scope_is_nobody_elses_business()
    {
        var narrow = s_byCause with { Who = new Actor(Guid.CreateVersion7(), "order ops 3", [Role.OrderOps], FrozenSet.Create("alex")) };
        Assert.Empty(narrow.Show([Of(ExceptionCode.NoStock)]));
        Assert.Single(narrow.Show([Of(ExceptionCode.NoStock) with { Warehouses = "" }]));
    }

    [Fact]
    public void Owners_narrow_the_list_by_role_or_to_what_nobody_has()
    {
        var owned = Of(ExceptionCode.NoStock) with { Owner = Guid.CreateVersion7(), OwnerName = "Order Ops 2" };
        var other = Of(ExceptionCode.CodUnconfirmed) with { OwnerRole = Role.CustomerSupport };

        Assert.Equal([other.Id], (s_byCause with { Owner = "none" }).Show([owned, other]).Select(entry => entry.First.Id));
        Assert.Equal([other.Id], (s_byCause with { Owner = "customerSupport" }).Show([owned, other]).Select(entry => entry.First.Id));
    }

    [Fact]
    public void The_navigation_and_the_screen_count_orders_and_not_their_cases()
    {
        var phone = Of(ExceptionCode.PhoneInvalid);
        Assert.Equal(2, CaseFilter.OrdersIn([phone, Of(ExceptionCode.AddrInvalid) with { OrderId = phone.OrderId }, Of(ExceptionCode.ChannelSilent) with { OrderId = null }]));
    }

    [Fact]
    public void Nothing_moves_under_the_hand_and_what_is_solved_leaves_at_once()
    {
        var (first, second, late) = (Entry(30), Entry(40), Entry(-5));
        var lines = new CaseLines();
        lines.Take([first, second], isWorking: false);

        lines.Take([late, first, second], isWorking: true);
        Assert.Equal([first.Key, second.Key], lines.Shown.Select(entry => entry.Key));
        Assert.Equal(1, lines.Waiting);

        lines.Take([late, second], isWorking: true);
        Assert.Equal([second.Key], lines.Shown.Select(entry => entry.Key));

        lines.Take([late, second], isWorking: false);
        Assert.Equal([late.Key, second.Key], lines.Shown.Select(entry => entry.Key));
        Assert.Equal(0, lines.Waiting);
    }

    [Fact]
    public void After_a_case_the_next_one_comes_and_after_the_last_the_one_before()
    {
        var (first, second) = (Entry(30), Entry(40));
        var lines = new CaseLines();
        lines.Take([first, second], isWorking: false);

        Assert.Equal(second.Key, lines.After(first.Key)?.Key);
        Assert.Equal(first.Key, lines.After(second.Key)?.Key);
        lines.Take([second], isWorking: false);
        Assert.Null(lines.After(second.Key));
    }

    [Fact]
    public void Ten_thousand_cases_show_their_top_and_tell_how_many_there_are()
    {
        var lines = new CaseLines();
        lines.Take([.. Enumerable.Range(0, 10_000).Select(Entry)], isWorking: false);
        Assert.Equal((CaseLines.Max, 10_000), (lines.Shown.Count, lines.Total));
    }

    [Fact]
    public void A_line_says_what_is_wrong_where_and_what_to_do_and_is_drawn_again_only_when_it_changed()
    {
        var entry = new CaseEntry("x", [Of(ExceptionCode.SkuUnknown, 30, "sku:X"), Of(ExceptionCode.SkuUnknown, 40, "sku:X")]);
        var line = Render<CaseLine>(part => part.Add(one => one.Entry, entry).Add(one => one.Action, CaseAction.MapSku));
        Assert.Contains(s_english.Of(ExceptionCode.SkuUnknown), line.Markup, StringComparison.Ordinal);
        Assert.Contains("2 orders", line.Markup, StringComparison.Ordinal);
        Assert.Equal("Map this SKU", line.Find("button").TextContent.Trim());

        line.Render(part => part.Add(one => one.Entry, entry with { }));
        Assert.Equal(1, line.RenderCount);
        line.Render(part => part.Add(one => one.IsHere, true));
        Assert.Equal(2, line.RenderCount);
    }

    [Fact]
    public void Why_it_stopped_is_told_in_words_and_what_is_for_machines_is_not()
    {
        var facts = CaseFacts.Of(Of(ExceptionCode.AddrInvalid, evidence: """{"score":"50","reasons":"lineVague, numberMissing","scoreMin":"60","ask":"Which street?"}"""), s_english);

        Assert.Equal([("Address score", "50"), ("Address", "only a landmark, building number missing")], facts.Select(fact => (fact.Label, fact.Value)));
        Assert.Equal("Digits are missing", CaseFacts.Brief(Of(ExceptionCode.PhoneInvalid, evidence: """{"fault":"tooShort"}"""), s_english));
    }

    [Fact]
    public void Every_fact_that_a_rule_writes_down_has_a_word()
    {
        var written = SourceFiles.Of("src/ControlTower.Playbook", "OrderValidation.cs", "FraudRules.cs")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\(""([a-zA-Z]+)"", ").Select(match => match.Groups[1].Value)).Distinct();
        string[] silent = ["scoreMin", "ask"];
        Assert.DoesNotContain(written.Except(silent), name => !s_english.Has("fact." + name));
    }

    private static CaseEntry Entry(int due) => new(Guid.CreateVersion7().ToString(), [Of(ExceptionCode.PhoneInvalid, due)]);
}
