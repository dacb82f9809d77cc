using System.Globalization;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>
/// Whom PostgreSQL runs as. It refuses to run as root, so a tower that was started by root hands it to the account
/// <c>postgres</c>, or <c>nobody</c> where there is none; an id without an entry in passwd would be refused too.
/// </summary>
/// <param name="Uid">Null: the account that the tower itself runs as.</param>
internal sealed record PostgresAccount(string Name, int? Uid, int? Gid)
{
    private const UnixFileMode Passable = UnixFileMode.OtherExecute;

    public static PostgresAccount Choose()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new PostgresAccount(Environment.UserName, null, null);
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 3).ToList();
        var chosen = accounts.Find(fields => fields[0] == "postgres") ?? accounts.Find(fields => fields[0] == "nobody")
            ?? throw new StartRefusedException("PostgreSQL does not run as root, and this machine has no account 'postgres' or 'nobody': start the tower as another user.");
        return new PostgresAccount(chosen[0], int.Parse(chosen[2], CultureInfo.InvariantCulture), int.Parse(chosen[3], CultureInfo.InvariantCulture));
    }

    /// <summary>The command as this account runs it.</summary>
    public IReadOnlyList<string> Command(string program, params IEnumerable<string> arguments) => Uid is null
        ? [program, .. arguments]
        : ["setpriv", $"--reuid={Uid}", $"--regid={Gid}", "--clear-groups", program, .. arguments];

    /// <summary>A folder that only this account may enter.</summary>
    public async Task MakeFolderAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await OwnAsync(folder, cancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public Task OwnAsync(string path, CancellationToken cancellationToken) => Uid is null
        ? Task.CompletedTask
        : OsCommand.RunAsync(["chown", "-R", $"{Uid}:{Gid}", path], cancellationToken);

    /// <summary>Makes sure that the account can get to <paramref name="folder"/>: every folder above must let it pass.</summary>
    /// <param name="ours">The tower's own folder: it and what is below may be opened for passing; nothing above, except in the machine's temporary folder.</param>
    /// <exception cref="StartRefusedException">A folder above is closed to the account.</exception>
    public void OpenTheWayTo(string folder, string ours)
    {
        if (Uid is null || OperatingSystem.IsWindows())
        {
            return;
        }

        var temporary = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            if ((above.UnixFileMode & Passable) != 0)
            {
                continue;
            }

            if (IsWithin(above.FullName, ours) || IsWithin(above.FullName, temporary))
            {
                above.UnixFileMode |= Passable; // passing is not reading: what lies in it stays closed
                continue;
            }

            throw new StartRefusedException(
                $"PostgreSQL runs as '{Name}' and may not pass {above.FullName}: choose another data folder, for example --data /var/lib/tower.");
        }
    }

    private static bool IsWithin(string folder, string root) =>
        folder == root || folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
