using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Npgsql;

namespace ControlTower.Screens.Parts;

/// <summary>
/// Makes a page take scans. <c>&lt;ScanBox Name="pick" OnScan="TakeAsync" /&gt;</c> stands where the strip "No network: 3 scans waiting" belongs;
/// <c>TakeAsync(ScanTurn turn)</c> sends <c>turn.Scan</c> as a command whose id is <c>turn.Scan.Id</c> and sets <c>turn.Sign</c>.
/// </summary>
/// <remarks>
/// scan.js listens from the first moment of the page, keeps every scan in the tab's memory until it has its answer, and calls once a scan, in
/// order, the next only after the answer of the last. After a broken line the same scan comes again under the same id: handlers go through
/// the gate, which gives the first answer again, and a page reads its step anew after each scan. <c>CMD-OK</c> never arrives while a sign stands:
/// it acknowledges. A mark with <c>data-scan-unsent="codes"</c> shows how many waiting scans read exactly one of these codes.
/// </remarks>
public sealed partial class ScanBox
{
    private DotNetObjectReference<ScanBox>? _self;
    private Guid? _who;

    /// <summary>Scans wait under this name: one for each kind of work, and never taken by another.</summary>
    [Parameter, EditorRequired] public required string Name { get; set; }

    [Parameter, EditorRequired] public required EventCallback<ScanTurn> OnScan { get; set; }

    /// <summary>Called by scan.js, once a scan.</summary>
    [JSInvokable]
    public async Task<ScanAnswer> ScanAsync(Guid id, Guid client, long seq, string text)
    {
        var turn = new ScanTurn(new(id, client, seq, text));
        try
        {
            await OnScan.InvokeAsync(turn);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            turn.Sign = ScanSign.Later; // the database is away: the scan keeps its place in the browser
        }

        return ScanAnswer.Of(turn.Sign);
    }

    public async ValueTask DisposeAsync()
    {
        if (_self is null)
        {
            return;
        }

        try
        {
            await Script.InvokeVoidAsync("towerScan.detach");
        }
        catch (JSDisconnectedException)
        {
            // The page is gone already, and its script with it.
        }

        _self.Dispose();
    }

    protected override async Task OnInitializedAsync() => _who = (await Visitor.FindAsync())?.Id;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_self is null && _who is not null)
        {
            _self = DotNetObjectReference.Create(this);
            await Script.InvokeVoidAsync("towerScan.attach", _self);
        }
    }

    private string WordsForScript() => JsonSerializer.Serialize(new
    {
        noNetwork = Words["scan.noNetwork"].Value,
        lost = Words["scan.lost"].Value,
        waits = Forms("scan.waiting"),
        wasSent = Forms("scan.sent"),
        unsent = Words["scan.unsent"].Value,
        torn = new { title = Words["scan.torn"].Value, text = Words["scan.tornText"].Value, button = Words["scan.again"].Value, hint = Words["scan.hint"].Value },
        failed = new { title = Words["scan.failed"].Value, text = Words["scan.failedText"].Value, button = Words["scan.tryAgain"].Value, hint = Words["scan.hint"].Value },
    });

    private Dictionary<string, string> Forms(string key) =>
        Screens.Words.PluralForms.Arabic.Where(form => Words.Has($"{key}.{form}")).ToDictionary(form => form, form => Words[$"{key}.{form}"].Value);
}

/// <summary>A sign as scan.js takes it.</summary>
public sealed record ScanAnswer(
    string Sign, string Title, string? Text, int? Count, string? CountOf, string? IntoLabel, string? Into, IReadOnlyList<ScanSignRow> Rows, string? Button, string? Hint, bool TakesScans)
{
    public static ScanAnswer Of(ScanSign sign) => new(
        JsonNamingPolicy.CamelCase.ConvertName(sign.Sign.ToString()), sign.Title, sign.Text, sign.Count, sign.CountOf, sign.IntoLabel, sign.Into, sign.Rows,
        sign.Button, sign.Hint, sign.TakesScans);
}
