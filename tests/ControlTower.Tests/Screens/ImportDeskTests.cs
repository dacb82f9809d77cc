using Bunit;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Import;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace ControlTower.Tests.Screens;

public sealed class ImportDeskTests : BunitContext
{
    private static readonly Actor s_ops = new(Guid.CreateVersion7(), "Order Ops", [Role.OrderOps]);

    private readonly ImportRuns _runs = new();
    private readonly List<(bool IsDry, string? Store)> _taken = [];
    private Task<Outcome<FileReport>> _answer = Task.FromResult<Outcome<FileReport>>(
        new FileReport(3, 2, 1, 0, 1, [new(4, "qty", "csv.not-whole", "A whole number is needed.")], ["colour"], [1]));

    public ImportDeskTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System).AddSingleton(_runs).AddSingleton(new TowerWords(new WordBook(), Languages.English));
    }

    [Fact]
    public void A_file_is_tried_first_and_each_bad_cell_is_told_by_row_column_and_why()
    {
        var desk = Chosen();

        Assert.Equal([(true, "market")], _taken);
        Assert.Equal(["4", "qty", "A whole number is needed."], desk.FindAll(".ct-import-errors tbody td").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("1 would be taken in", desk.Markup, StringComparison.Ordinal);
        Assert.Contains("colour", desk.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_taken_in_when_somebody_says_so_and_once()
    {
        var desk = Chosen();
        var wait = new TaskCompletionSource<Outcome<FileReport>>();
        _answer = wait.Task;

        var button = desk.FindAll("button").Single(one => one.TextContent == "Take in 1");
        button.Click();
        button.Click();
        desk.WaitForAssertion(() => Assert.Contains("Being taken in", desk.Markup, StringComparison.Ordinal));
        wait.SetResult(new FileReport(3, 2, 1, 0, 1, [], [], null));

        desk.WaitForAssertion(() => Assert.Contains("1 taken in", desk.Markup, StringComparison.Ordinal));
        Assert.Equal([true, false], _taken.Select(one => one.IsDry));
        Assert.DoesNotContain("Take in", desk.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_opened_again_finds_its_file()
    {
        Chosen();
        Assert.Contains("orders.csv", Desk(s_ops).Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("orders.csv", Desk(s_ops with { Id = Guid.CreateVersion7() }).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_is_opened_while_its_file_is_on_the_way_answers_at_once_and_follows_it()
    {
        Chosen();
        var wait = new TaskCompletionSource<Outcome<FileReport>>();
        _answer = wait.Task;
        _ = _runs.Find(s_ops.Id, "orders")!.Start(isDry: false, (run, isDry, _) => _answer);

        var again = Desk(s_ops);
        again.WaitForAssertion(() => Assert.Contains("Being taken in", again.Markup, StringComparison.Ordinal));
        wait.SetResult(new FileReport(3, 2, 1, 0, 1, [], [], null));
        again.WaitForAssertion(() => Assert.Contains("1 taken in", again.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_refused_whole_says_why()
    {
        _answer = Task.FromResult<Outcome<FileReport>>(new Refusal("csv.empty", "The file has no rows under its header."));
        var desk = Desk(s_ops);
        Choose(desk);
        desk.WaitForAssertion(() => Assert.Contains("The file has no rows under its header.", desk.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Take in", desk.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_thousands_of_bad_cells_the_page_shows_what_one_can_read()
    {
        _answer = Task.FromResult<Outcome<FileReport>>(new FileReport(
            5000, 5000, 0, 0, 5000, [.. Enumerable.Range(2, 5000).Select(row => new CsvCellError(row, "qty", "csv.not-whole", "A whole number is needed."))], [], [1]));
        var desk = Chosen();
        Assert.Equal(200, desk.FindAll(".ct-import-errors tbody tr").Count);
        Assert.Contains("and 4,800 more", desk.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<ImportDesk> Chosen()
    {
        var desk = Desk(s_ops);
        Choose(desk);
        desk.WaitForElement(".ct-import-errors");
        return desk;
    }

    private static void Choose(IRenderedComponent<ImportDesk> desk) =>
        desk.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("order_ref\n1\n", "orders.csv"));

    private IRenderedComponent<ImportDesk> Desk(Actor who) => Render<ImportDesk>(part => part
        .Add(one => one.Kind, "orders").Add(one => one.Who, who).Add(one => one.Columns, ["order_ref"]).Add(one => one.DoneHref, "/inbox").Add(one => one.Stores, ["market", "pos-cairo"])
        .Add(one => one.Take, (run, isDry, _) => { _taken.Add((isDry, run.Store)); return _answer; }));
}
