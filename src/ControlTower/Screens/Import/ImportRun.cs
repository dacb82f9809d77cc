using System.Collections.Concurrent;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Import;

/// <summary>What became of a file, or would.</summary>
/// <param name="Things">Orders, or SKUs.</param>
/// <param name="Known">Were here already: nothing was done about them.</param>
/// <param name="ErrorFile">The refused rows with their reasons; null: none was refused.</param>
public sealed record FileReport(
    int Rows, int Things, int Accepted, int Known, int Refused, IReadOnlyList<CsvCellError> Errors, IReadOnlyList<string> UnknownColumns, byte[]? ErrorFile);

/// <summary>One file of one person, from the trial to the end. It goes on when its page is left or lost, and the page finds it again.</summary>
public sealed class ImportRun(string name, byte[] file)
{
    private readonly Lock _beginning = new();

    public string Name => name;

    public ReadOnlyMemory<byte> File => file;

    /// <summary>Of the taking in; sent again after a lost answer it is the same.</summary>
    public Guid Command { get; } = Guid.CreateVersion7();

    /// <summary>Null where the file is about the catalogue.</summary>
    public string? Store { get; init; }

    public bool IsBusy { get; private set; }

    /// <summary>It was taken in, and not only tried.</summary>
    public bool IsTakenIn { get; private set; }

    /// <summary>How many orders are done.</summary>
    public int Done { get; private set; }

    public FileReport? Report { get; private set; }

    public Refusal? Refused { get; private set; }

    /// <summary>Does it beside the page, which stays at hand meanwhile. Begun twice, it runs once.</summary>
    public Task Start(bool isDry, Func<ImportRun, bool, IProgress<int>, Task<Outcome<FileReport>>> take)
    {
        lock (_beginning)
        {
            if (IsBusy || IsTakenIn)
            {
                return Task.CompletedTask;
            }

            (IsBusy, Done, Refused) = (true, 0, null);
        }

        return Task.Run(() => RunAsync(isDry, take));
    }

    private async Task RunAsync(bool isDry, Func<ImportRun, bool, IProgress<int>, Task<Outcome<FileReport>>> take)
    {
        try
        {
            if ((await take(this, isDry, new Counter(this))).Decided(out var report, out var refused))
            {
                (Report, IsTakenIn) = (report, !isDry);
            }
            else
            {
                Refused = refused;
            }
        }
        catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException or InvalidOperationException)
        {
            Refused = new("import.broken", "The database went away in between. Take the file in again: what is here already stays as it is.");
        }
        finally
        {
            IsBusy = false;
        }
    }

    private sealed class Counter(ImportRun run) : IProgress<int>
    {
        public void Report(int value) => run.Done = value;
    }
}

/// <summary>The files that people have in work on this node, one for each person and kind.</summary>
public sealed class ImportRuns
{
    private readonly ConcurrentDictionary<(Guid By, string Kind), ImportRun> _runs = new();

    public ImportRun? Find(Guid by, string kind) => _runs.GetValueOrDefault((by, kind));

    public void Keep(Guid by, string kind, ImportRun run) => _runs[(by, kind)] = run;

    public void Forget(Guid by, string kind) => _runs.TryRemove((by, kind), out _);
}
