using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Packing;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;

namespace ControlTower.Screens.PackerQc;

/// <summary>The bench: what waits until a tote is scanned, then one parcel until it is sealed. Scans, keys and buttons come to the same acts.</summary>
public sealed partial class PackDesk
{
    /// <summary>Rows of the list of what waits.</summary>
    public const int RowsMax = 60;

    private PackPicture? _pack;
    private IReadOnlyList<PackingRow> _rows = [];
    private IReadOnlyList<Carton> _cartons = [];
    private Refusal? _refused;
    private WhyQuestion? _question;
    private bool _isSealing;
    private bool _isBusy;

    /// <summary>SSCC of the parcel at hand; null: none.</summary>
    [Parameter] public string? Parcel { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        base.OnParametersSet();
        if (_cartons.Count == 0)
        {
            _cartons = await Reader.CartonsAsync(default);
        }

        await TakeRowsAsync();
        if (Parcel != _pack?.Sscc)
        {
            await ReadAsync();
        }
    }

    protected override void OnView(BoardView<PackingRow> view) => _ = InvokeAsync(async () =>
    {
        await TakeRowsAsync();
        if (_pack is { } pack && view.Rows.FirstOrDefault(row => row.OrderId == pack.OrderId && row.Warehouse == pack.Warehouse) is { } row
            && (row.Hold != pack.Hold || row.IsCancelled != pack.IsCancelled))
        {
            await ReadAsync(); // held or cancelled while it lies here: it shows before the next scan
        }

        Redraw();
    });

    private async Task TakeRowsAsync()
    {
        var who = await Visitor.FindAsync();
        _rows = [.. View.Rows.Where(row => who?.Sees(row.Warehouse) == true).Take(RowsMax)];
    }

    private async Task ReadAsync()
    {
        var who = await Visitor.FindAsync();
        var pack = Parcel is null ? null : await Reader.FindAsync(Parcel, default);
        _pack = pack is not null && who?.Sees(pack.Warehouse) == true ? pack : null;
        Redraw();
    }

    private async Task TakeAsync(ScanTurn turn)
    {
        _refused = null;
        turn.Sign = turn.Scan.Text.Trim().ToUpperInvariant() switch
        {
            "CMD-NEXTBOX" => await DoAsync(NextAsync),
            "CMD-UNDO" => await DoAsync(UndoAsync),
            "CMD-PRINT" => await DoAsync(PapersAsync),
            "CMD-OK" => await DoAsync(SealAsync),
            "CMD-CANCEL" => await DoAsync(LeaveAsync),
            _ when _pack is { State: ParcelState.Open } pack && (pack.Left > 0 || !IsContainer(turn.Scan.Text)) => await ScanAsync(turn.Scan, pack),
            _ => await OpenAsync(turn.Scan.Id, turn.Scan.Text),
        };
    }

    /// <summary>A tote, a parcel, an order: what begins the next piece of work once this one is done.</summary>
    private static bool IsContainer(string scan) => BenchCode.Clean(scan) is var clean
        && (clean.StartsWith(BenchCode.TotePrefix, StringComparison.Ordinal) || clean.StartsWith("ORD-", StringComparison.Ordinal) || BenchCode.Sscc(clean) is not null);

    private async Task<ScanSign> ScanAsync(Scan scan, PackPicture pack)
    {
        var outcome = await Acts.ScanAsync(scan.Id, await Visitor.NowAsync(), pack.Sscc, scan.Text);
        await ReadAsync();
        return outcome.Decided(out var scanned, out var refused) ? PackSigns.Of(scanned.Event, _pack ?? pack, Words)
            : refused.Code == ScanUnitHandler.Repeated ? ScanSign.Quiet
            : PackSigns.Of(refused, Words);
    }

    private async Task<ScanSign> OpenAsync(Guid command, string scan)
    {
        if (!(await Acts.OpenAsync(command, await Visitor.NowAsync(), scan)).Decided(out var opened, out var refused))
        {
            _refused = refused;
            Redraw();
            return PackSigns.Of(refused, Words);
        }

        Go(opened.Event.Parcel);
        return ScanSign.Quiet;
    }

    private Task WeighAsync(int grams) => ActAsync(async who => await Acts.WeighAsync(who, _pack!.Sscc, grams));

    private Task CartonAsync(string carton) => ActAsync(async who => await Acts.CartonAsync(who, _pack!.Sscc, carton));

    private Task PhotoAsync(IBrowserFile file) => ActAsync(async who => await Acts.PhotoAsync(who, _pack!.Sscc, file));

    private Task PapersAsync() => ActAsync(async who => await Acts.PapersAsync(who, _pack!.Sscc));

    private Task UndoAsync() => ActAsync(async who => await Acts.UndoAsync(who, _pack!.Sscc));

    private async Task NextAsync()
    {
        var next = default(string);
        await ActAsync(async who => (await Acts.NextAsync(who, _pack!.Sscc)).Decided(out next, out var refused) ? null : refused);
        if (next is not null && _refused is null)
        {
            Go(next);
        }
    }

    private Task SealAsync()
    {
        if (_pack is not { State: ParcelState.Open } pack)
        {
            return Task.CompletedTask;
        }

        if (pack.Weight is { IsGood: false } && pack.Missing is ["weight"])
        {
            (_isSealing, _question) = (true, PackSigns.AskWeight(pack, Words));
            Redraw();
            return Task.CompletedTask;
        }

        return SealAsync(why: null);
    }

    private async Task SealAsync(string? why)
    {
        await ActAsync(async who => await Acts.SealAsync(who, _pack!.Sscc, why));
        if (_refused is null && _pack is { State: ParcelState.Sealed } pack && pack.Parcels.FirstOrDefault(other => other.State == ParcelState.Open) is { } other)
        {
            Go(other.Sscc); // the rest of the order lies there
        }
    }

    private void AskReopen()
    {
        (_isSealing, _question) = (false, PackSigns.AskReopen(_pack!, Words));
        Redraw();
    }

    private async Task AnswerAsync(WhyAnswer? answer)
    {
        _question = null;
        if (answer is not null)
        {
            await (_isSealing ? SealAsync(answer.Why) : ActAsync(async who => await Acts.ReopenAsync(who, _pack!.Sscc)));
        }

        Redraw();
    }

    private Task LeaveAsync()
    {
        Go(null);
        return Task.CompletedTask;
    }

    private async Task KeyAsync(KeyboardEventArgs pressed)
    {
        if (_question is null && pressed.Key == "Enter" && _pack is { Missing.Count: 0, State: ParcelState.Open })
        {
            await SealAsync();
        }
        else if (_question is null && pressed.Key == "Escape" && _pack is not null)
        {
            await LeaveAsync();
        }
    }

    private async Task<ScanSign> DoAsync(Func<Task> act)
    {
        if (_pack is not null)
        {
            await act();
        }

        return _refused is { } refused ? PackSigns.Of(refused, Words) : ScanSign.Quiet;
    }

    private async Task ActAsync(Func<Actor, Task<Refusal?>> act)
    {
        (_isBusy, _refused) = (true, null);
        Redraw();
        _refused = await act(await Visitor.NowAsync());
        _isBusy = false;
        await ReadAsync();
    }

    private void Go(string? parcel) => Address.NavigateTo(Address.GetUriWithQueryParameter("parcel", parcel), replace: true);
}
