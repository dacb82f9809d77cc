using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ControlTower.Settings;
using Npgsql;

namespace ControlTower.Data;

/// <param name="DataFolder">The tower's folder; the server keeps to <c>postgres/</c> in it.</param>
/// <param name="IsForTests">Nothing is forced to the disk: a crash of the machine may cost the data, a killed server loses none.</param>
/// <param name="Say">Told what happens, line by line; null: nobody listens.</param>
public sealed record EmbeddedPostgresOptions(string DataFolder, bool IsForTests, Action<string>? Say);

/// <summary>
/// The tower's own PostgreSQL, for whoever has none: started on a free loopback port with its data under the tower's folder,
/// stopped with the tower, adopted by the next start when the tower was killed, and never run as root.
/// </summary>
/// <remarks>
/// It is no child of the tower: Ctrl+C in a terminal must reach the tower first, which stops its server last. Tying it to
/// our life by a parent-death signal would tie it to one thread's life, and .NET ends threads as it likes.
/// </remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string Database = "tower";
    private const int StartsMax = 5;
    private static readonly TimeSpan s_startPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stopPatience = TimeSpan.FromSeconds(15);

    private readonly PostgresCluster _cluster;
    private readonly PostgresPasswords _passwords;
    private readonly FileStream _claim;
    private bool _isStopped;

    private EmbeddedPostgres(PostgresCluster cluster, PostgresPasswords passwords, FileStream claim) =>
        (_cluster, _passwords, _claim) = (cluster, passwords, claim);

    /// <summary>Loopback port; stays the same through <see cref="RestartAsync"/>.</summary>
    public int Port { get; private set; }

    /// <summary>For example "15.18".</summary>
    public string Version => _cluster.Binaries.Version;

    /// <summary>Where the server's programs came from, for example "found on this machine".</summary>
    public string Source => _cluster.Binaries.Source;

    /// <summary>The server had outlived its tower and was taken over.</summary>
    public bool IsAdopted { get; private set; }

    /// <summary>The server's process.</summary>
    public int Pid => PostmasterFile.Read(_cluster.Folder)?.Pid ?? throw new InvalidOperationException("PostgreSQL does not run.");

    /// <summary>User <c>ct_owner</c>: migrates the schema.</summary>
    public string OwnerConnectionString => ConnectionString("ct_owner", _passwords.Owner, Database);

    /// <summary>User <c>ct_app</c>: runs the tower; no DDL.</summary>
    public string AppConnectionString => ConnectionString("ct_app", _passwords.App, Database);

    /// <summary>The superuser: for setting up, and for tests that break a row by hand.</summary>
    public string AdminConnectionString => ConnectionString("postgres", _passwords.Admin, "postgres");

    /// <exception cref="StartRefusedException">It cannot be had or started; the message says what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var say = options.Say ?? (_ => { });
        var home = Directory.CreateDirectory(Path.Combine(Path.GetFullPath(options.DataFolder), "postgres")).FullName;
        var claim = Claim(home);
        try
        {
            var cluster = await PostgresCluster.OpenAsync(home, options, say, cancellationToken);
            var passwords = PostgresPasswords.ReadOrMake(Path.Combine(home, "passwords"), cluster.Exists);
            var postgres = new EmbeddedPostgres(cluster, passwords, claim);
            var isNew = !cluster.Exists;
            if (isNew)
            {
                await cluster.CreateAsync(passwords.Admin, cancellationToken);
            }

            await postgres.AdoptOrStartAsync(cancellationToken);
            await postgres.EnsureUsersAsync(cancellationToken);
            say($"Database {(isNew ? "created, started" : postgres.IsAdopted ? "was still running, taken over" : "started")} on 127.0.0.1:{postgres.Port}");
            return postgres;
        }
        catch
        {
            await claim.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the server as a power cut would: kill -9.</summary>
    public async Task KillAsync(CancellationToken cancellationToken = default)
    {
        using var server = Process.GetProcessById(Pid);
        server.Kill();
        while (PostmasterFile.Read(_cluster.Folder) is not null)
        {
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>Starts the server again, on the port that it had; stops it before where it still runs.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await StartServerAsync(Port, cancellationToken);
        _isStopped = false;
    }

    /// <summary>Stops the server; open transactions are rolled back. The data stays.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            await StopAsync(CancellationToken.None);
            await _claim.DisposeAsync();
        }
    }

    /// <summary>Gives up the folder and leaves the server running, as a kill -9 of the tower does.</summary>
    internal void LetGo()
    {
        _isStopped = true;
        _claim.Dispose();
    }

    /// <summary>Two towers on one folder would stop each other's database; the operating system gives the claim back when a tower dies.</summary>
    private static FileStream Claim(string home)
    {
        try
        {
            return new FileStream(Path.Combine(home, "claim"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw new StartRefusedException(
                $"Another tower runs on {Path.GetDirectoryName(home)}: stop it, or choose another folder with --data, or share a database by ConnectionStrings__Tower.", taken);
        }
    }

    private async Task AdoptOrStartAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(_cluster.Folder) is { } left)
        {
            Port = left.Port;
            IsAdopted = true;
            await AnswersAsync(cancellationToken);
            return;
        }

        await StartServerAsync(null, cancellationToken);
    }

    /// <summary>Between picking a free port and binding it somebody else may take it, and a killed server's last children may still hold its memory: both pass.</summary>
    private async Task StartServerAsync(int? port, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = port ?? FreePort();
            try
            {
                await _cluster.StartAsync(Port, s_startPatience, cancellationToken);
                await AnswersAsync(cancellationToken);
                return;
            }
            catch (StartRefusedException) when (attempt < StartsMax)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt), cancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Waits until it takes connections: after a crash it first replays its log.</summary>
    private async Task AnswersAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_startPatience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Unpooled(AdminConnectionString));
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (Exception notYet) when (notYet is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow })
            {
                await Task.Delay(50, patience.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new StartRefusedException($"PostgreSQL runs on port {Port} but did not answer within {s_startPatience.TotalSeconds:0} s: see {_cluster.LogFile}.");
            }
        }
    }

    /// <summary>Done at every start, so that a first start which was killed half-way is finished by the second.</summary>
    private async Task EnsureUsersAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Unpooled(AdminConnectionString));
        await connection.OpenAsync(cancellationToken);
        await RunAsync($"""
            do $$ begin
              if not exists (select from pg_roles where rolname = 'ct_owner') then create role ct_owner; end if;
              if not exists (select from pg_roles where rolname = 'ct_app') then create role ct_app; end if;
            end $$;
            alter role ct_owner login createdb password '{_passwords.Owner}';
            alter role ct_app login password '{_passwords.App}';
            """);
        await using var ask = new NpgsqlCommand($"select exists (select from pg_database where datname = '{Database}')", connection);
        if (await ask.ExecuteScalarAsync(cancellationToken) is false)
        {
            await RunAsync($"create database {Database} owner ct_owner");
            await RunAsync($"revoke all on database {Database} from public");
        }

        await RunAsync($"grant connect, temporary on database {Database} to ct_app");

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (PostmasterFile.Read(_cluster.Folder) is not null)
        {
            await _cluster.StopAsync(s_stopPatience, cancellationToken);
        }
    }

    private string ConnectionString(string user, string password, string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={user};Password={password};Database={database};SSL Mode=Disable;GSS Encryption Mode=Disable;Timeout=3;Command Timeout=10;Keepalive=5");

    private static string Unpooled(string connectionString) => connectionString + ";Pooling=false";
}
