using System.Net.Sockets;
using ControlTower.Data;
using ControlTower.Settings;
using Npgsql;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(ControlTower.Tests.Ground.TestServer))]

namespace ControlTower.Tests.Ground;

/// <summary>
/// The one PostgreSQL of a run of tests: the server named by <c>TOWER_TEST_DATABASE</c> (its superuser), else a container where
/// Docker answers, else the tower's own embedded one. On it stands a template, migrated once; each class gets a clone of it.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private const string FolderPrefix = "tower-tests-";
    private static readonly Lazy<Task<TestServer>> s_server = new(StartAsync);

    private readonly IAsyncDisposable? _server;
    private readonly NpgsqlConnectionStringBuilder _admin;
    private readonly string _template = $"tower_template_{Guid.NewGuid():N}";
    private readonly string? _folder;

    /// <summary>For the runner, which makes one to dispose of at the end; the server starts when the first test wants it.</summary>
    public TestServer() => _admin = [];

    private TestServer(string adminConnectionString, IAsyncDisposable? server, string? folder) =>
        (_admin, _server, _folder) = (new NpgsqlConnectionStringBuilder(adminConnectionString), server, folder);

    public static Task<TestServer> RunningAsync() => s_server.Value;

    public async ValueTask DisposeAsync()
    {
        if (s_server.IsValueCreated && !s_server.Value.IsFaulted)
        {
            await (await s_server.Value).StopAsync();
        }
    }

    /// <summary>The superuser's way into one database.</summary>
    internal string Admin(string database) =>
        new NpgsqlConnectionStringBuilder(_admin.ConnectionString) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>Sessions as another user: the superuser's own, reduced at their start, so that no server needs passwords made for tests.</summary>
    internal string As(string role, string database) =>
        new NpgsqlConnectionStringBuilder(_admin.ConnectionString) { Database = database, Options = $"-c role={role}", MaxPoolSize = 30 }.ConnectionString;

    internal Task CloneAsync(string name) => RunAsync($"create database {name} template {_template} owner ct_owner");

    internal Task CreateEmptyAsync(string name) => RunAsync($"create database {name} owner ct_owner");

    internal Task DropAsync(string name) => RunAsync($"drop database if exists {name} with (force)");

    private static async Task<TestServer> StartAsync()
    {
        var server = await FindAsync();
        await server.RunAsync("""
            do $$ begin
              if not exists (select from pg_roles where rolname = 'ct_owner') then create role ct_owner; end if;
              if not exists (select from pg_roles where rolname = 'ct_app') then create role ct_app; end if;
            end $$
            """);
        await server.CreateEmptyAsync(server._template);
        await new SchemaMigrator(server.As("ct_owner", server._template)).MigrateAsync(default);
        return server;
    }

    private static async Task<TestServer> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("TOWER_TEST_DATABASE") is { Length: > 0 } given)
        {
            return new TestServer(given, null, null);
        }

        if (DockerAnswers())
        {
            var container = new PostgreSqlBuilder("postgres:18").WithCommand("-c", "fsync=off", "-c", "max_connections=200").Build();
            await container.StartAsync();
            return new TestServer(container.GetConnectionString(), container, null);
        }

        await SweepAsync();
        var folder = Directory.CreateTempSubdirectory(FolderPrefix).FullName;
        var embedded = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, IsForTests: true, null), default);
        return new TestServer(embedded.AdminConnectionString, embedded, folder);
    }

    private static bool DockerAnswers()
    {
        if (Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 })
        {
            return true;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint("/var/run/docker.sock"));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A run that was killed leaves its server running; the next one takes it over to stop it. A folder that is claimed belongs to a run under way.</summary>
    private static async Task SweepAsync()
    {
        foreach (var left in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(FolderPrefix + "*"))
        {
            if (left.CreationTimeUtc > TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-2))
            {
                continue;
            }

            try
            {
                await (await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(left.FullName, IsForTests: true, null), default)).DisposeAsync();
                left.Delete(recursive: true);
            }
            catch (StartRefusedException)
            {
                // Claimed, or too broken to start; neither may cost this run its tests.
            }
        }
    }

    private async Task StopAsync()
    {
        await DropAsync(_template);
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Admin("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 60 };
        await command.ExecuteNonQueryAsync();
    }
}
