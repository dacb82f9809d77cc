using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Playbook.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Tests.Ground;

/// <summary>
/// A whole tower in this process, on a database of its own and a free port, talked to over HTTP as anybody would. Take one for a class with
/// <c>IClassFixture&lt;TowerHost&gt;</c>; or start one with settings, or a second node on the same database, with <see cref="StartAsync"/>.
/// </summary>
public sealed class TowerHost : IAsyncLifetime
{
    /// <summary>The key of the settings: administrator and manager.</summary>
    public const string BootstrapKey = "bootstrap-key-of-the-tests-0123456789";

    private readonly ConcurrentDictionary<string, Task<string>> _keys = new();
    private readonly ConcurrentBag<HttpClient> _clients = [];
    private readonly StringWriter _screen = new();
    private StartedTower? _started;
    private TowerDatabase? _database;
    private bool _ownsDatabase;
    private string? _folder;

    public TowerDatabase Database => _database!;

    public IServiceProvider Services => _started!.App.Services;

    /// <summary>Where it listens: <c>http://127.0.0.1:41234</c>.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What the person who started it would have seen.</summary>
    public string Said => _screen.ToString();

    /// <param name="database">Null: a new one, which goes with the tower.</param>
    /// <param name="settings">As in the environment: <c>("Tower__Demo", "true")</c>.</param>
    public static async Task<TowerHost> StartAsync(TowerDatabase? database = null, params (string Name, string Value)[] settings)
    {
        var host = new TowerHost();
        await host.BeginAsync(database, settings);
        return host;
    }

    /// <summary>The demo floor, which runs on a PostgreSQL of its own and on no other; there is no <see cref="Database"/> then.</summary>
    public static async Task<TowerHost> StartDemoAsync(params (string Name, string Value)[] settings)
    {
        var host = new TowerHost { _folder = Directory.CreateTempSubdirectory("tower-tests-demo-").FullName };
        (string, string)[] given = [("Tower__DataFolder", host._folder), ("Tower__Urls", "http://127.0.0.1:0"), ("Tower__BootstrapApiKey", BootstrapKey)];
        await host.BeginAsync([.. given, .. settings]);
        return host;
    }

    public async ValueTask InitializeAsync() => await BeginAsync(null, []);

    /// <summary>A visitor whom nobody knows. It keeps no cookies and follows no redirects.</summary>
    public HttpClient Anonymous() => Client(null);

    public HttpClient Bootstrap() => Client(BootstrapKey);

    /// <summary>Somebody with a key of this role; without warehouses, for all of them.</summary>
    public async Task<HttpClient> AsAsync(Role role, params string[] warehouses) => Client(await KeyAsync(role, warehouses));

    /// <summary>A key of this role, made once.</summary>
    public Task<string> KeyAsync(Role role, params string[] warehouses) =>
        _keys.GetOrAdd($"{role}:{string.Join(',', warehouses)}", _ => MakeKeyAsync(role, warehouses));

    public HttpClient Client(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        _clients.Add(client);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        if (_started is not null)
        {
            await _started.DisposeAsync();
        }

        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }

        await _screen.DisposeAsync();
    }

    private async Task BeginAsync(TowerDatabase? database, IEnumerable<(string Name, string Value)> settings)
    {
        (_ownsDatabase, _database) = (database is null, database ?? await TowerDatabase.CloneAsync());
        (string Name, string Value)[] given =
        [
            ("ConnectionStrings__Tower", Database.AppConnectionString), ("ConnectionStrings__TowerOwner", Database.OwnerConnectionString),
            ("Tower__Urls", "http://127.0.0.1:0"), ("Tower__BootstrapApiKey", BootstrapKey), ("Tower__Migrate", "false"), ("Tower__Demo", "false"),
        ];
        await BeginAsync([.. given, .. settings]);
    }

    /// <param name="settings">The later one of a name wins.</param>
    private async Task BeginAsync(IReadOnlyList<(string Name, string Value)> settings)
    {
        var all = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        string[] args = [.. all.Select(pair => $"--{pair.Key.Replace("__", ":", StringComparison.Ordinal)}={pair.Value}")];
        _started = await Tower.StartAsync(args, _screen, default);
        Address = new Uri(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private async Task<string> MakeKeyAsync(Role role, string[] warehouses)
    {
        var key = KeySecret.Make("test-");
        await using var insert = Database.Source.CreateCommand("""
            insert into machine_key (id, name, role, warehouses, hash, created_at, created_by) values ($1, $2, $3, $4, $5, now(), $6)
            """);
        insert.Parameters.AddRange((NpgsqlParameter[])
        [
            new() { Value = Guid.CreateVersion7() }, new() { Value = $"{role} of the tests" }, new() { Value = JsonNamingPolicy.CamelCase.ConvertName(role.ToString()) },
            new() { Value = warehouses.Length == 0 ? DBNull.Value : warehouses, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text },
            new() { Value = KeySecret.Hash(key) }, new() { Value = Guid.Empty },
        ]);
        await insert.ExecuteNonQueryAsync();
        return key;
    }
}
