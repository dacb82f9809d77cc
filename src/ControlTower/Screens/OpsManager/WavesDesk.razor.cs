using ControlTower.Access;
using ControlTower.Live;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.OpsManager;

/// <summary>A draft on the desk: nothing has happened yet.</summary>
public sealed record DeskDraft(Guid Id, WaveDraft Draft);

/// <summary>The manager's desk for waves of one warehouse: what to release next, and how the released ones get on.</summary>
public partial class WavesDesk
{
    private IReadOnlyList<DeskDraft>? _drafts;
    private IReadOnlyList<BinPlace> _bins = [];
    private IReadOnlyList<WaveRow> _mine = [];
    private Guid? _chosen;
    private Refusal? _refused;
    private WhyQuestion? _question;
    private WaveRow? _asked;
    private bool _isBusy;
    private int _toRelease;
    private int _onFloor;
    private int _walking;

    [Parameter, EditorRequired] public required string Site { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<SiteChoice> Sites { get; set; }

    [Parameter, EditorRequired] public required Actor Who { get; set; }

    [Parameter] public WavesTab Tab { get; set; }

    [Inject] private ProposeWavesHandler Propose { get; set; } = default!;

    [Inject] private CreateWaveHandler Create { get; set; } = default!;

    [Inject] private ReleaseWaveHandler Release { get; set; } = default!;

    [Inject] private CancelWaveHandler Cancel { get; set; } = default!;

    [Inject] private WaveReader Reader { get; set; } = default!;

    [Inject] private IBoard<FloorRow> Floor { get; set; } = default!;

    [Inject] private ActorSource Visitor { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    private DeskDraft? Shown => _drafts?.FirstOrDefault(draft => draft.Id == _chosen) ?? _drafts?.FirstOrDefault(draft => !draft.Draft.IsEmpty);

    private IReadOnlyList<TabItem> TabItems =>
        [.. Enum.GetValues<WavesTab>().Select(tab => new TabItem(
            Href("tab", tab.ToString().ToLowerInvariant()), Words[$"waves.tab.{tab.ToString().ToLowerInvariant()}"],
            Here.Count(row => WavesTabs.IsIn(tab, row)) + (tab == WavesTab.Drafts ? _drafts?.Count(draft => !draft.Draft.IsEmpty) ?? 0 : 0), Tab == tab))];

    private IEnumerable<WaveRow> Here => View.Rows.Where(row => row.Warehouse == Site);

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Take();
    }

    protected override void OnView(BoardView<WaveRow> view) => Take();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && RendererInfo.IsInteractive)
        {
            _bins = await Reader.FloorAsync(Site, default);
            await ProposeAsync();
            Redraw();
        }
    }

    private void Take()
    {
        _mine = [.. Here.Where(row => WavesTabs.IsIn(Tab, row))];
        _walking = Here.Sum(row => row.Lists.Count(list => list.State == PickListState.Claimed));
        var parts = Floor.View.Rows.SelectMany(row => row.All).Where(part => part.Warehouse == Site && !part.IsHeld).ToList();
        (_toRelease, _onFloor) = (parts.Count(part => !part.IsReleased), parts.Count(part => part.IsReleased));
    }

    private async Task ProposeAsync()
    {
        _isBusy = true;
        var outcome = await Propose.HandleAsync(new(Guid.NewGuid(), await Visitor.NowAsync(), Site), default);
        _drafts = outcome.Decided(out var proposed, out _refused)
            ? [.. (await Reader.DraftsAsync(proposed.Event.Drafts, default)).Select(draft => new DeskDraft(draft.Id, draft.Draft))]
            : [];
        _isBusy = false;
    }

    private void Choose(Guid draft)
    {
        _chosen = draft;
        Redraw();
    }

    /// <summary>Makes a wave of the draft, and where the person may, releases it at once.</summary>
    private async Task ActAsync(Guid draft)
    {
        _isBusy = true;
        var made = await Create.HandleAsync(new(Guid.NewGuid(), await Visitor.NowAsync(), draft), default);
        if (made.Decided(out var wave, out _refused))
        {
            await (Who.May(Duty.ReleaseWaves) ? ReleaseAsync(wave.Event.Wave) : ToldAsync(Words["waves.made", wave.Event.Name, Words.Plural("count.orders", wave.Event.Orders)]));
        }

        _isBusy = false;
    }

    private async Task ReleaseAsync(Guid wave)
    {
        if ((await Release.HandleAsync(new(Guid.NewGuid(), await Visitor.NowAsync(), wave), default)).Decided(out var released, out _refused))
        {
            await ToldAsync(Words["waves.released", released.Event.Name, Words.Plural("count.orders", released.Event.Orders)]);
        }
    }

    private async Task ToldAsync(string news)
    {
        Toasts.Show(news);
        _chosen = null;
        await ProposeAsync();
    }

    private void AskCancel(WaveRow wave) => (_asked, _question) = (wave, new(
        Words["waves.askCancel"], wave.Name, Words[wave.State == WaveState.Draft ? "waves.effectCancelDraft" : "waves.effectCancel"], [], Words["waves.cancel"], Words["waves.keep"]));

    private async Task CancelAsync(WhyAnswer? answer)
    {
        _question = null;
        if (answer is not null && _asked is { } wave
            && (await Cancel.HandleAsync(new(Guid.NewGuid(), await Visitor.NowAsync(), wave.Id, answer.Why), default)).Decided(out _, out _refused))
        {
            await ToldAsync(Words["waves.cancelled", wave.Name]);
        }
    }

    private string NameOf(DeskDraft draft) => DraftTable.NameOf(Words, _drafts!.ToList().IndexOf(draft));

    private string Href(string name, string? value) => Address.GetUriWithQueryParameter(name, value);
}
