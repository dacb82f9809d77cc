using System.ComponentModel;
using System.Diagnostics;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>One command of the operating system: run, awaited, and its complaint kept for the person who has to mend it.</summary>
internal static class OsCommand
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <returns>What the command printed.</returns>
    /// <exception cref="StartRefusedException">It is not there, did not end in time, or ended with an error; the last lines of its complaint are in the message.</exception>
    public static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception missing)
        {
            throw new StartRefusedException($"'{command[0]}' could not be started: {missing.Message}.", missing);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_longest);
        try
        {
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            var complained = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);

            return process.ExitCode == 0
                ? await said
                : throw new StartRefusedException($"'{Name(command)}' failed: {LastLines($"{await said}\n{await complained}")}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new StartRefusedException($"'{Name(command)}' did not end within {s_longest.TotalMinutes:0} minutes.");
        }
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/", // the account that PostgreSQL runs as may not be allowed to enter ours
        };

        // PGHOST, PGDATA and their like are somebody's settings for another server.
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            info.Environment.Remove(name);
        }

        info.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        return info;
    }

    private static string Name(IReadOnlyList<string> command) =>
        string.Join(' ', command.SkipWhile(word => word == "setpriv" || word.StartsWith('-')).Take(2));

    private static string LastLines(string text) =>
        string.Join(" / ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
}
