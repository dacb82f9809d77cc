using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Sops;
using ControlTower.Tests.Inventory;

namespace ControlTower.Tests.Sops;

/// <summary>The procedures that travel with the program, as staff read them.</summary>
public sealed class BroughtSopsTests : IAsyncLifetime
{
    /// <summary>What fits on a printed page.</summary>
    private const int BlocksMax = 45;

    private static readonly string[] s_onOnePage = ["packing-checklist", "returns-intake", "refund-approval", "courier-handover", "picking-routine"];

    private StockGround _ground = null!;
    private SopBook _book = null!;

    public async ValueTask InitializeAsync()
    {
        _ground = await StockGround.StartAsync();
        await new BringSops(_ground.Get<CommitGate>()).HandleAsync(default);
        _book = new(_ground.Database.Source, _ground.Get<LiveFeed>());
    }

    public ValueTask DisposeAsync() => _ground.DisposeAsync();

    [Fact]
    public async Task Every_procedure_stands_on_one_page_and_says_the_same_in_both_languages()
    {
        foreach (var slug in s_onOnePage)
        {
            var (english, arabic) = ((await _book.FindAsync(slug, "en", default))!.Text, (await _book.FindAsync(slug, "ar", default))!.Text);

            Assert.NotEqual(english.Title, arabic.Title);
            Assert.Equal(english.Sections.Select(section => (section.Code, section.Blocks.Count)), arabic.Sections.Select(section => (section.Code, section.Blocks.Count)));
            Assert.InRange(english.Opening.Count + english.Sections.Sum(section => 1 + section.Blocks.Count), 5, BlocksMax);
        }
    }

    [Fact]
    public async Task Each_case_of_the_bench_and_of_returns_finds_its_part_of_the_procedure_beside_it()
    {
        foreach (var code in Enum.GetValues<ExceptionCode>().Where(code => ExceptionCatalogue.Of(code).Sop is "packing-checklist" or "returns-intake" or "refund-approval"))
        {
            Assert.NotNull((await _book.FindAsync(ExceptionCatalogue.Of(code).Sop!, "en", default))?.Text.Of(code));
        }
    }
}
