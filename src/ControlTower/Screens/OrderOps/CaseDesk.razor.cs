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
    private readonly Dictionary<Guid, DateTimeOffset> _left = [];
    private readonly int[] _counts = new int[Enum.GetValues<CaseTab>().Length];
    private EventCallback<CaseEntry> _choose;
    private EventCallback<CaseEntry> _act;
    private CasePane? _pane;
    private CaseFilter? _taken;
    private Guid? _first;
    private Guid? _gone;
    private bool _isFound;
    private string? _here;
    private Guid? _hereCase;
    private string? _next;
    private bool _isOver;
    private (bool MayAct, CaseAction? Action)? _start;
    private CaseAsk? _ask;
    private Refusal? _refused;
    private IReadOnlyList<ExceptionCode> _codes = [];
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

    private bool IsWorking => _isOver || _here is not null || _marked.Count > 0 || _ask is not null;

    private IEnumerable<(string Title, IEnumerable<CaseEntry> Entries)> Groups => Filter.Tab != CaseTab.Cause
        ? [("", _lines.Shown)]
        : new[] { ("exceptions.manyGroup", _lines.Shown.Where(entry => entry.Orders > 1)), ("exceptions.singleGroup", _lines.Shown.Where(entry => entry.Orders <= 1)) }.Where(group => group.Item2.Any());

    private IReadOnlyList<TabItem> TabItems =>
        [.. Enum.GetValues<CaseTab>().Select(tab => new TabItem(
            Address.GetUriWithQueryParameters(new Dictionary<string, object?> { ["view"] = tab == CaseTab.Cause ? null : tab.ToString(), ["case"] = null }),
            Words["exceptions.tab." + tab.ToString().ToLowerInvariant()], tab == CaseTab.Cause ? null : _counts[(int)tab], tab == Filter.Tab))];

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
            (_taken, _first, _isFound, _gone, _here, _hereCase, _refused) = (Filter, First, First is null, null, null, null, null);
            _marked.Clear();
            Take(isWorking: false);
        }
    }

    protected override void OnView(BoardView<CaseRow> view) => Take(IsWorking);

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (_start is { } start && _pane is not null)
        {
            _start = null;
            _pane.Start(start.MayAct, start.Action);
        }
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

    private void Narrow(string by, object? to) =>
        Address.NavigateTo(Address.GetUriWithQueryParameters(new Dictionary<string, object?> { [by] = to is string { Length: > 0 } text ? text : null, ["case"] = null }));

    private void Choose(CaseEntry entry)
    {
        if (_here != entry.Key)
        {
            (_here, _hereCase, _refused) = (entry.Key, entry.First.Id, null);
            Redraw();
        }
    }

    private void Unchoose()
    {
        _here = null;
        Redraw();
    }

    private void Act(CaseEntry entry) => Act(entry, null);

    /// <summary>Its pane opens, and the form waits for the first word; what stood open already and needs no word is done.</summary>
    private void Act(CaseEntry entry, CaseAction? action)
    {
        _start = (_here == entry.Key, action);
        (_here, _hereCase, _refused) = (entry.Key, entry.First.Id, null);
        Redraw();
    }

    private void Open(CaseAsk ask)
    {
        _ask = ask;
        Redraw();
    }
}
