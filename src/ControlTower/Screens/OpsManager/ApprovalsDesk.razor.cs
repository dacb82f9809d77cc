using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using ControlTower.Settings;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ControlTower.Screens.OpsManager;

/// <summary>Refunds above the limit, which wait for the yes of somebody other than who asked; below them those that were approved and could not be paid.</summary>
public sealed partial class ApprovalsDesk : LiveComponent<ReturnRow>
{
    private const int RowsMax = 200;

    private List<ReturnRow> _shown = [];
    private EventCallback<ReturnRow> _choose;
    private Guid? _here;
    private Money? _sum;
    private int _waiting;
    private int _late;

    [Inject] private TowerWords Words { get; set; } = default!;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    [Inject] private Toasts Toasts { get; set; } = default!;

    [Inject] private Limits Limits { get; set; } = default!;

    [Parameter, EditorRequired] public required Actor Who { get; set; }

    /// <summary>The return whose refund is to be decided, as an address names it.</summary>
    [Parameter] public Guid? Chosen { get; set; }

    private KeyHint[] Hints => [new(["j", "k"], Words["keys.move"])];

    private ReturnRow? Here => _shown.FirstOrDefault(row => row.Id == _here) ?? (_shown.Count > 0 ? _shown[0] : null);

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _choose = EventCallback.Factory.Create<ReturnRow>(this, Choose);
        _here = Chosen;
    }

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        Take(View);
    }

    protected override void OnView(BoardView<ReturnRow> view) => Take(view);

    private void Take(BoardView<ReturnRow> view)
    {
        _shown = [.. view.Rows.Where(row => row.Place == ReturnPlace.RefundWaits && Who.Sees(row.Warehouse))
            .OrderBy(row => !row.WaitsForYes).ThenBy(row => row.DueAt ?? DateTimeOffset.MaxValue).Take(RowsMax)];
        var (now, waiting) = (Clock.GetUtcNow(), _shown.FindAll(row => row.WaitsForYes));
        (_waiting, _late) = (waiting.Count, _shown.Count(row => row.DueAt < now));
        _sum = waiting.Select(row => row.Currency).Distinct().ToList() is [var only] ? new Money(waiting.Sum(row => row.RefundMinor), only) : null;
    }

    private void Choose(ReturnRow row)
    {
        _here = row.Id;
        Redraw();
    }

    private void Unchoose()
    {
        _here = null;
        Redraw();
    }

    private void OnDone(string said)
    {
        Toasts.Show(said);
        Unchoose(); // decided: the next one comes to hand by itself
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
}
