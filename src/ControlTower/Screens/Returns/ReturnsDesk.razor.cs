using ControlTower.Access;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ControlTower.Screens.Returns;

/// <summary>What comes back, what is to be graded, whose money waits; with the pane of the return at hand. A scan at the dock opens its return.</summary>
public sealed partial class ReturnsDesk : LiveComponent<ReturnRow>
{
    private const int RowsMax = 200;
    private KeyHint[] Hints => [new(["j", "k"], Words["keys.move"])];

    private readonly int[] _counts = new int[Enum.GetValues<ReturnTab>().Length];
    private List<ReturnRow> _shown = [];
    private EventCallback<ReturnRow> _choose;
    private ReturnFilter? _taken;
    private Guid? _here;
    private int _late;
    private bool _mayReceive;

    [Inject] private TowerWords Words { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    [Inject] private NavigationManager Address { get; set; } = default!;

    [Inject] private ActorSource Visitor { get; set; } = default!;

    [Inject] private ICurrentPlace Place { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private ReceiveBlindHandler Dock { get; set; } = default!;

    [Parameter, EditorRequired] public required ReturnFilter Filter { get; set; }

    /// <summary>The return to open, as an address names it.</summary>
    [Parameter] public Guid? Chosen { get; set; }

    private ReturnRow? Here => _shown.FirstOrDefault(row => row.Id == _here) ?? (_shown.Count > 0 ? _shown[0] : null);

    private IReadOnlyList<TabItem> TabItems =>
        [.. Enum.GetValues<ReturnTab>().Select(tab => new TabItem(
            Address.GetUriWithQueryParameters(new Dictionary<string, object?> { ["view"] = tab == ReturnTab.ToGrade ? null : tab.ToString(), ["return"] = null }),
            Words["returns.tab." + tab.ToString()], _counts[(int)tab], tab == Filter.Tab))];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _choose = EventCallback.Factory.Create<ReturnRow>(this, Choose);
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (_taken != Filter)
        {
            (_taken, _here) = (Filter, Chosen);
            _mayReceive = Filter.Who.May(Duty.ReceiveReturns);
            Take(View);
        }
    }

    protected override void OnView(BoardView<ReturnRow> view) => Take(view);

    private void Take(BoardView<ReturnRow> view)
    {
        var seen = view.Rows.Where(Filter.IsSeen).ToList();
        foreach (var tab in Enum.GetValues<ReturnTab>())
        {
            _counts[(int)tab] = seen.Count(row => ReturnFilter.IsIn(tab, row));
        }

        var now = Clock.GetUtcNow();
        _late = seen.Count(row => row.DueAt < now);
        var shown = seen.Where(row => ReturnFilter.IsIn(Filter.Tab, row)).Take(RowsMax).ToList();
        if (_here is { } here && !shown.Exists(row => row.Id == here) && seen.Find(row => row.Id == here) is { } kept)
        {
            shown.Insert(0, kept); // what somebody works at stays before them, wherever it belongs now
        }

        _shown = shown;
    }

    private void Choose(ReturnRow row)
    {
        _here = row.Id;
        Redraw();
    }

    private void Unchoose()
    {
        _here = null;
        Take(View);
        Redraw();
    }

    private void OnDone(string said)
    {
        Toasts.Show(said);
        Redraw();
    }

    private void KeyAsync(KeyboardEventArgs key)
    {
        var at = _shown.FindIndex(row => row.Id == Here?.Id);
        var to = key.Key is "j" or "ArrowDown" ? at + 1 : key.Key is "k" or "ArrowUp" ? at - 1 : at;
        if (to != at && to >= 0 && to < _shown.Count)
        {
            Choose(_shown[to]);
        }
    }

    /// <summary>Something stands at the dock and was scanned.</summary>
    private async Task TakeAsync(ScanTurn turn)
    {
        var who = await Visitor.NowAsync();
        if (Place.Now.Key is not { } warehouse)
        {
            turn.Sign = Wrong(Words["returns.whichSite"], Words["returns.whichSiteText"]);
            return;
        }

        var outcome = await Dock.HandleAsync(new(turn.Scan.Id, who, warehouse, turn.Scan.Text, []), default);
        if (outcome.Decided(out var received, out var refused))
        {
            _here = received.Event.Return;
            turn.Sign = new(SignKind.Ok, Words["returns.received"]) { IntoLabel = Words["returns.return"], Into = received.Event.Name };
            Take(View);
            Redraw();
        }
        else
        {
            turn.Sign = Wrong(Words["returns.notReceived"], Words.Refused(refused)) with { Rows = [new(Words["returns.scanned"], turn.Scan.Text)] };
        }
    }

    private ScanSign Wrong(string title, string text) => new(SignKind.Wrong, title) { Text = text, Button = Words["scan.again"], Hint = Words["scan.hint"] };
}
