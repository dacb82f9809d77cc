using ControlTower.Picking;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.Picker;

/// <summary>What stands on the screen beside the task that the database tells.</summary>
public enum PickView { Task, Short, More, Help }

/// <summary>A picker's one thing to do. Every act is a command, and after each the screen is read anew.</summary>
public sealed partial class PickPage
{
    private PickScreen? _screen;
    private PickView _view;
    private WaitingPutBack? _back;
    private bool _isDamaged;
    private bool _isBusy;
    private Refusal? _refused;

    [Inject] private PickDesk Desk { get; set; } = default!;

    [Inject] private PickSigns Signs { get; set; } = default!;

    protected override async Task OnInitializedAsync() => _screen = await Desk.LookAsync(null);

    private string Prompt(PickStep step) => step.Kind switch
    {
        StepKind.Bin => Words["pick.scanShelf"],
        StepKind.Item => Words["pick.scanItem"],
        StepKind.Tote => Words[step.Tote is null ? "pick.scanEmptyTote" : "pick.scanTote"],
        StepKind.Done => "",
    };

    private void Show(PickView view) => (_view, _isDamaged, _refused) = (view, false, null);

    private async Task TakeAsync(ScanTurn turn)
    {
        var (scan, before) = (turn.Scan, _screen ?? await Desk.LookAsync(null));
        var reading = ScanReading.Of(scan.Text);
        turn.Sign = reading.Kind == ScanKind.Command ? await ObeyAsync(reading.Code, scan.Id)
            : _back is { } back ? await ScanBackAsync(scan, back)
            : before.Step is not null ? await ScanAsync(scan, before)
            : await TakeNamedAsync(scan);
    }

    private async Task<ScanSign> ScanAsync(Scan scan, PickScreen before)
    {
        Show(PickView.Task);
        var outcome = await Desk.ScanAsync(scan.Id, before.List!.Id, scan.Text);
        var sign = outcome.Decided(out var taken, out var refused) ? await Signs.OfAsync(taken, before) : Signs.Of(refused);
        await LookAsync(before.List.Id);
        return sign;
    }

    private async Task<ScanSign> ScanBackAsync(Scan scan, WaitingPutBack back)
    {
        var outcome = await Desk.ScanBackAsync(scan.Id, back.List, scan.Text);
        _back = await Desk.PutBackAsync(back.List);
        return outcome.Decided(out var taken, out var refused) ? Signs.Of(taken, back) : Signs.Of(refused);
    }

    /// <summary>A list that is printed on paper is taken by its number.</summary>
    private async Task<ScanSign> TakeNamedAsync(Scan scan)
    {
        if (await Desk.NamedAsync(scan.Text) is not { } named)
        {
            return Signs.NoList();
        }

        var refused = await Desk.ClaimAsync(scan.Id, named.Warehouse, named.Id);
        await LookAsync(null);
        return refused is null ? ScanSign.Quiet : Signs.Of(refused);
    }

    /// <summary>The printed commands do what the buttons do.</summary>
    private async Task<ScanSign> ObeyAsync(string command, Guid id)
    {
        switch (command)
        {
            case "SHORT" or "DAMAGED" when _screen?.Step is not null:
                Show(PickView.Short);
                _isDamaged = command == "DAMAGED";
                return ScanSign.Quiet;
            case "UNDO" when _screen?.List is { } list:
                return Said(await ActAsync(() => Desk.UndoAsync(id, list.Id)));
            case "NEXTBOX" when _screen?.List is { } list:
                return Said(await ActAsync(() => Desk.FullAsync(id, list.Id)));
            case "CANCEL":
                _back = null;
                Show(PickView.Task);
                return ScanSign.Quiet;
            case "OK" when _screen?.List is null && (await Desk.WaitingAsync()).Lists is [var next, ..]:
                return Said(await ActAsync(() => Desk.ClaimAsync(id, next.Warehouse, next.Id)));
            case "OK" when _screen is { List.Next.Kind: StepKind.Done }:
                await LookAsync(null);
                return ScanSign.Quiet;
            default:
                return Signs.NotNow();
        }
    }

    private ScanSign Said(Refusal? refused)
    {
        _refused = null;
        return refused is null ? ScanSign.Quiet : Signs.Of(refused);
    }

    private Task<Refusal?> ClaimAsync(WaitingList list) => ActAsync(() => Desk.ClaimAsync(Guid.NewGuid(), list.Warehouse, list.Id));

    private Task<Refusal?> SkipAsync() => ActAsync(() => Desk.SkipAsync(Guid.NewGuid(), _screen!.List!.Id));

    private Task<Refusal?> FullAsync() => ActAsync(() => Desk.FullAsync(Guid.NewGuid(), _screen!.List!.Id));

    private Task<Refusal?> UndoAsync() => ActAsync(() => Desk.UndoAsync(Guid.NewGuid(), _screen!.List!.Id));

    private Task<Refusal?> MissAsync(PickMissing missing) => ActAsync(() => Desk.MissAsync(Guid.NewGuid(), _screen!.List!.Id, missing));

    private async Task<bool> HelpAsync(HelpKind kind)
    {
        _refused = await Desk.HelpAsync(Guid.NewGuid(), _screen?.List?.Warehouse, _screen?.Step?.Bin ?? Words["pick.helpPlace"], kind);
        return _refused is null;
    }

    private async Task GiveBackAsync()
    {
        await ActAsync(() => Desk.GiveBackAsync(Guid.NewGuid(), _screen!.List!.Id));
        await LookAsync(null);
    }

    /// <summary>From a list that is done to the next; one whose rest is stopped is given back first.</summary>
    private Task GoOnAsync() => _screen is { List.Next.Kind: StepKind.Done } ? LookAsync(null) : GiveBackAsync();

    private async Task<Refusal?> ActAsync(Func<Task<Refusal?>> act)
    {
        if (_isBusy)
        {
            return null;
        }

        var last = _screen?.List?.Id;
        _isBusy = true;
        try
        {
            _refused = await act();
            _view = _refused is null ? PickView.Task : _view;
            await LookAsync(last);
        }
        finally
        {
            _isBusy = false;
        }

        return _refused;
    }

    private async Task LookAsync(Guid? last) => _screen = await Desk.LookAsync(last);
}
