using System.Globalization;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>One data folder of PostgreSQL, the programs that fit it, and the account they run as.</summary>
/// <param name="Folder">PostgreSQL's own data folder, closed to everybody but its account.</param>
internal sealed record PostgresCluster(string Folder, PostgresBinaries Binaries, PostgresAccount Account, bool IsForTests)
{
    /// <summary>Readable ports and sockets are off: only this machine, only with a password.</summary>
    private static readonly string[] s_always =
    [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "password_encryption=scram-sha-256", "max_connections=200", "timezone=UTC",
        "log_timezone=UTC", "lc_messages=C", "log_lock_waits=on", "deadlock_timeout=500ms", "idle_in_transaction_session_timeout=15s",
        "tcp_keepalives_idle=10", "tcp_keepalives_interval=5", "tcp_keepalives_count=3",
    ];

    /// <summary>synchronous_commit stays on: with it a killed server loses nothing, and tests kill it.</summary>
    private static readonly string[] s_forTests = ["fsync=off", "full_page_writes=off", "max_wal_size=1GB", "checkpoint_timeout=30min", "autovacuum_naptime=10s"];

    public string LogFile => Path.Combine(Folder, "server.log");

    public bool Exists => File.Exists(Path.Combine(Folder, "PG_VERSION"));

    public static async Task<PostgresCluster> OpenAsync(string home, EmbeddedPostgresOptions options, Action<string> say, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(home, "cluster");
        var account = PostgresAccount.Choose();
        account.OpenTheWayTo(home, Path.GetFullPath(options.DataFolder));

        int? written = File.Exists(Path.Combine(folder, "PG_VERSION"))
            ? int.Parse((await File.ReadAllTextAsync(Path.Combine(folder, "PG_VERSION"), cancellationToken)).Trim(), CultureInfo.InvariantCulture)
            : null;
        var binaries = await PostgresBinaries.FindAsync(written, Path.Combine(home, "programs"), say, cancellationToken);
        say($"PostgreSQL {binaries.Version}, {binaries.Source}");
        return new PostgresCluster(folder, binaries, account, options.IsForTests);
    }

    /// <summary>Made beside its place and moved when whole: a creation that was killed half-way is simply done again.</summary>
    public async Task CreateAsync(string adminPassword, CancellationToken cancellationToken)
    {
        var coming = Folder + ".coming";
        if (Directory.Exists(coming))
        {
            Directory.Delete(coming, recursive: true);
        }

        await Account.MakeFolderAsync(coming, cancellationToken);
        string[] locale = Binaries.Major >= 17
            ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            : ["--locale=C.UTF-8"];

        // A file that only the account may read, for as long as initdb runs: on its command line everybody would see the password.
        var passwordFile = coming + ".password";
        try
        {
            PostgresPasswords.WriteClosed(passwordFile, adminPassword);
            await Account.OwnAsync(passwordFile, cancellationToken);
            await OsCommand.RunAsync(
                Account.Command(Binaries.Program("initdb"),
                [
                    "-D", coming, "-U", "postgres", "-E", "UTF8", "--auth-host=scram-sha-256", "--auth-local=reject", "--pwfile", passwordFile,
                    "--data-checksums", .. locale, .. IsForTests ? (string[])["--no-sync"] : [],
                ]),
                cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        Directory.Move(coming, Folder);
    }

    public Task StartAsync(int port, TimeSpan patience, CancellationToken cancellationToken)
    {
        string[] settings = [.. s_always, .. IsForTests ? s_forTests : [], $"port={port}"];
        var options = string.Join(' ', settings.Select(setting => $"-c {setting}"));
        return OsCommand.RunAsync(
            Account.Command(Binaries.Program("pg_ctl"), "start", "-D", Folder, "-l", LogFile, "-w", "-t", Seconds(patience), "-o", options),
            cancellationToken);
    }

    public Task StopAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        OsCommand.RunAsync(
            Account.Command(Binaries.Program("pg_ctl"), "stop", "-D", Folder, "-m", "fast", "-w", "-t", Seconds(patience)),
            cancellationToken);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
}
