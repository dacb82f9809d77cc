using ControlTower.Access;
using ControlTower.Data;
using ControlTower.ExceptionQueue;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ControlTower.Screens.OrderOps;

/// <summary>The exception list with the pane of the case at hand. Everything can be done by keys; nothing moves under the hand.</summary>
public sealed partial class CaseDesk : LiveComponent<CaseRow>
{
    private static readonly Role[] s_owners = [Role.OrderOps, Role.CustomerSupport, Role.ShippingCoordinator, Role.PackerQc, Role.OpsManager];

    private readonly CaseLines _lines = new();
    private readonly HashSet<string> _marked = [];
    private readonly int[] _counts = new int[Enum.GetValues<CaseTab>().Length];
    private EventCallback<CaseEntry> _choose;
    private EventCallback<CaseEntry> _act;
    private CasePane? _pane;
    private CaseFilter? _taken;
    private Guid? _first;
    private string? _here;
    private bool _isOver;
    private bool _mustStart;
    private CaseAsk? _ask;
    private Refusal? _refused;
    private (int Orders, int Causes, int Late, int Unowned) _sums;

    [Inject] private TowerWords Words { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    [Inject] private NavigationManager Address { get; set; } = default!;

    [Inject] private ActorSource Visitor { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private CaseActs Acts { get; set; } = default!;

    [Parameter, EditorRequired] public required CaseFilter Filter { get; set; }

    /// <summary>The case to open, as an address names it.</summary>
    [Parameter] public Guid? First { get; set; }

    private CaseEntry? Here => _lines.Shown.FirstOrDefault(entry => entry.Key == _here) ?? (_lines.Shown.Count > 0 ? _lines.Shown[0] : null);

    private int _orders => _sums.Orders;

    private int _causes => _sums.Causes;

    private int _late => _sums.Late;

    private int _unowned => _sums.Unowned;

    private bool IsWorking => _isOver || _here is not null || _marked.Count > 0 || _ask is not null;

    private IEnumerable<(string Title, IEnumerable<CaseEntry> Entries)> Groups => Filter.Tab != CaseTab.Cause
        ? [("", _lines.Shown)]
        : new[] { ("exceptions.manyGroup", _lines.Shown.Where(entry => entry.IsFolded)), ("exceptions.singleGroup", _lines.Shown.Where(entry => !entry.IsFolded)) }.Where(group => group.Item2.Any());

    private IReadOnlyList<TabItem> TabItems =>
        [.. Enum.GetValues<CaseTab>().Select(tab => new TabItem(
            Address.GetUriWithQueryParameters(new Dictionary<string, object?> { ["view"] = tab == CaseTab.Cause ? null : tab.ToString(), ["case"] = null }),
            Words["exceptions.tab." + tab.ToString().ToLowerInvariant()], _counts[(int)tab], tab == Filter.Tab))];

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _choose = EventCallback.Factory.Create<CaseEntry>(this, Choose);
        _act = EventCallback.Factory.Create<CaseEntry>(this, Act);
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        if (_taken != Filter || _first != First)
        {
            (_taken, _first, _here, _refused) = (Filter, First, null, null);
            _marked.Clear();
            Take(isWorking: false);
            _here = First is { } asked ? _lines.Shown.FirstOrDefault(entry => entry.Rows.Any(row => row.Id == asked))?.Key : null;
        }
    }

    protected override void OnView(BoardView<CaseRow> view) => Take(IsWorking);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_mustStart && _pane is not null)
        {
            _mustStart = false;
            await _pane.StartAsync();
        }
    }

    private void Take(bool isWorking)
    {
        var now = Clock.GetUtcNow();
        CaseRow[] passing = [.. View.Rows.Where(Filter.Passes)];
        CaseRow[] open = [.. passing.Where(row => row.State == CaseState.Open)];
        _sums = (
            CaseFilter.OrdersIn(open), open.Select(row => row.CauseKey).Distinct().Count(), open.Count(row => row.DueAt < now),
            open.Count(row => row.Owner is null));
        foreach (var tab in Enum.GetValues<CaseTab>())
        {
            _counts[(int)tab] = tab == CaseTab.Cause ? _sums.Causes : (Filter with { Tab = tab }).Show(passing).Count;
        }

        _lines.Take(Filter.Show(passing), isWorking && _lines.Shown.Count > 0);
        _isOver &= _lines.Shown.Count > 0; // a list that went away under the pointer never says that the pointer left
        if (_here is not null && _lines.Shown.All(entry => entry.Key != _here))
        {
            _here = null; // solved, here or by somebody else
        }

        _marked.IntersectWith(_lines.Shown.Select(entry => entry.Key));
    }

    private void LetIn()
    {
        Take(isWorking: false);
        Redraw();
    }

    private void OnLeave()
    {
        _isOver = false;
        if (!IsWorking && _lines.Waiting > 0)
        {
            LetIn();
        }
    }

    private void Narrow(object? owner) => Address.NavigateTo(Address.GetUriWithQueryParameter("owner", owner is string { Length: > 0 } text ? text : null));

    private void Choose(CaseEntry entry)
    {
        if (_here != entry.Key)
        {
            (_here, _refused) = (entry.Key, null);
            Redraw();
        }
    }

    private void Unchoose()
    {
        _here = null;
        Redraw();
    }

    /// <summary>The row's button: its pane opens, and the form waits for the first word.</summary>
    private void Act(CaseEntry entry)
    {
        _mustStart = true;
        (_here, _refused) = (entry.Key, null);
        Redraw();
    }

    private void Open(CaseAsk ask)
    {
        _ask = ask;
        Redraw();
    }
}
