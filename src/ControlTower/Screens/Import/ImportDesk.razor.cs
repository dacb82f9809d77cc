using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace ControlTower.Screens.Import;

/// <summary>A file is chosen, tried, looked at, and only then taken in.</summary>
public sealed partial class ImportDesk : IDisposable
{
    private const int ErrorsMax = 200;
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(400);

    private ImportRun? _run;
    private string? _store;
    private string? _wrong;
    private bool _isLeft;
    private bool _isReady;

    /// <summary>Tells the files of one person apart.</summary>
    [Parameter, EditorRequired] public required string Kind { get; set; }

    [Parameter, EditorRequired] public required Actor Who { get; set; }

    /// <summary>Demanded ones.</summary>
    [Parameter, EditorRequired] public required IEnumerable<string> Columns { get; set; }

    [Parameter, EditorRequired] public required Func<ImportRun, bool, IProgress<int>, Task<Outcome<FileReport>>> Take { get; set; }

    /// <summary>Where what was taken in is seen.</summary>
    [Parameter, EditorRequired] public required string DoneHref { get; set; }

    /// <summary>Null: the file names no store.</summary>
    [Parameter] public IReadOnlyList<string>? Stores { get; set; }

    /// <summary>What becomes of the rows that are refused.</summary>
    [Parameter] public string? RefusedText { get; set; }

    protected override void OnInitialized() => (_run, _store) = (Runs.Find(Who.Id, Kind), Stores is [var first, ..] ? first : null);

    /// <summary>
    /// A file that is chosen before the page listens would be lost without a word. And a run is followed by who looks at it: the page's first
    /// answer would wait for its end.
    /// </summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isReady = true;
            StateHasChanged();
            await FollowAsync();
            StateHasChanged();
        }
    }

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        _wrong = null;
        if (chosen.File.Size > CsvTable.BytesMax)
        {
            _wrong = Words.Refused(new("csv.too-large", "A file may have 5 MB; split it."));
            return;
        }

        using var bytes = new MemoryStream();
        await using (var stream = chosen.File.OpenReadStream(CsvTable.BytesMax))
        {
            await stream.CopyToAsync(bytes);
        }

        _run = new(chosen.File.Name, bytes.ToArray()) { Store = _store };
        Runs.Keep(Who.Id, Kind, _run);
        _ = _run.Start(isDry: true, Take);
        await FollowAsync();
    }

    private Task TakeInAsync()
    {
        _ = _run!.Start(isDry: false, Take);
        return FollowAsync();
    }

    /// <summary>Looks now and then how far it is.</summary>
    private async Task FollowAsync()
    {
        while (_run is { IsBusy: true } && !_isLeft)
        {
            StateHasChanged();
            await Task.Delay(s_pace, Clock);
        }
    }

    private void Forget()
    {
        Runs.Forget(Who.Id, Kind);
        _run = null;
    }

    private async Task SaveAsync(byte[] file)
    {
        using var stream = new DotNetStreamReference(new MemoryStream(file));
        await Script.InvokeVoidAsync("tower.save", "errors.csv", stream);
    }

    public void Dispose() => _isLeft = true;
}
