using System.Globalization;

namespace ControlTower.Data;

/// <summary>
/// What a running PostgreSQL leaves in its data folder: its process and its port. After a kill -9 of the tower the server
/// runs on, and this is how the next start finds it.
/// </summary>
internal sealed record PostmasterFile(int Pid, int Port)
{
    private const int PortLine = 3;

    /// <returns>Null when nothing runs on this data folder; a file left by a server that died counts as nothing.</returns>
    public static PostmasterFile? Read(string cluster)
    {
        try
        {
            var lines = File.ReadAllLines(Path.Combine(cluster, "postmaster.pid"));
            return lines.Length > PortLine
                && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                && int.TryParse(lines[PortLine], CultureInfo.InvariantCulture, out var port)
                && IsServerOf(pid, cluster)
                ? new PostmasterFile(pid, port)
                : null;
        }
        catch (IOException)
        {
            return null; // not there, or going away this moment
        }
    }

    /// <summary>Ids are given again, and a killed process may stay as a zombie: the id alone does not tell that our server lives.</summary>
    private static bool IsServerOf(int pid, string cluster)
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(pid);
                return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
            }
            catch (ArgumentException)
            {
                return false;
            }
        }

        var commandLine = $"/proc/{pid}/cmdline";
        return File.Exists(commandLine) && File.ReadAllText(commandLine).Split('\0').Contains(cluster); // a zombie has none
    }
}
