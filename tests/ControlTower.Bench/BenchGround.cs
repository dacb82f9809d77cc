using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlTower.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ControlTower.Bench;

/// <summary>A whole tower in this process on a PostgreSQL of its own that forces every commit to the disk, as on the floor.</summary>
internal sealed class BenchGround : IAsyncDisposable
{
    public const string Store = "bench";
    private const string Secret = "secret-of-the-bench";
    private const string Key = "bootstrap-key-of-the-bench-0123456789";

    private readonly EmbeddedPostgres _postgres;
    private StartedTower? _tower;
    private readonly string? _folder;

    private BenchGround(EmbeddedPostgres postgres, StartedTower tower, string? folder)
    {
        (_postgres, _tower, _folder) = (postgres, tower, folder);
        Database = NpgsqlDataSource.Create(postgres.AppConnectionString + ";Maximum Pool Size=40");
        Admin = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.AdminConnectionString) { Database = "tower", CommandTimeout = 600, MaxPoolSize = 4 }.ConnectionString);
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(address) };
    }

    public NpgsqlDataSource Database { get; }

    public NpgsqlDataSource Admin { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _tower!.App.Services;

    public static async Task<BenchGround> StartAsync(string? dataFolder)
    {
        var folder = dataFolder ?? Directory.CreateTempSubdirectory("tower-bench-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, IsForTests: false, Say: null), default);
        string[] settings =
        [
            $"--ConnectionStrings:Tower={postgres.AppConnectionString}", $"--ConnectionStrings:TowerOwner={postgres.OwnerConnectionString}", "--Tower:Urls=http://127.0.0.1:0",
            "--Tower:Demo=false", $"--Tower:BootstrapApiKey={Key}", $"--Stores:{Store}:Kind=Woocommerce", $"--Stores:{Store}:Secret={Secret}", $"--Stores:{Store}:Country=US", $"--Stores:{Store}:Currency=USD",
            "--Serilog:MinimumLevel:Default=Warning", "--Logging:LogLevel:Default=Warning",
        ];
        return new BenchGround(postgres, await Tower.StartAsync(settings, TextWriter.Null, default), dataFolder is null ? folder : null);
    }

    /// <summary>A signed order of one line.</summary>
    public static HttpRequestMessage Webhook(int id)
    {
        var at = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes($$"""
            {"id":{{id}},"number":"{{id}}","status":"processing","currency":"USD","date_created_gmt":"{{at}}","date_modified_gmt":"{{at}}","date_paid_gmt":"{{at}}",
             "total":"12.00","total_tax":"0.00","shipping_total":"0.00","payment_method":"card",
             "billing":{"first_name":"Mona","last_name":"S.","address_1":"{{id}} Market Street","city":"San Francisco","state":"CA","postcode":"94103","country":"US","phone":"+1415555{{id % 10000:0000}}"},
             "line_items":[{"id":1,"name":"Mug","sku":"HOT-{{id % 100:0000}}","quantity":1,"price":12,"total":"12.00"}],"shipping_lines":[{"method_title":"Flat rate","method_id":"flat_rate"}]}
            """);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/intake/woocommerce/{Store}") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-WC-Webhook-Topic", "order.created");
        request.Headers.Add("X-WC-Webhook-Signature", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body)));
        return request;
    }

    /// <summary>How often a second <paramref name="work"/> gets done by so many callers at once.</summary>
    public static async Task<double> RateAsync(int callers, TimeSpan during, Func<int, Task> work)
    {
        var (began, done, next) = (Stopwatch.GetTimestamp(), 0, 0);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < during)
            {
                await work(Interlocked.Increment(ref next));
                Interlocked.Increment(ref done);
            }
        }));
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>The middle of many tries, in milliseconds.</summary>
    public static async Task<double> MedianMsAsync(int tries, Func<int, Task> work)
    {
        var took = new List<double>();
        for (var at = 0; at < tries; at++)
        {
            var began = Stopwatch.GetTimestamp();
            await work(at);
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return took.Order().ElementAt(tries / 2);
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>An act at a door, with the key of the settings.</summary>
    public async Task<JsonDocument> SendAsync(string door, object wish)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{door}") { Content = JsonContent.Create(wish) };
        request.Headers.Authorization = new("Bearer", Key);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await Http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())
            : throw new InvalidOperationException($"{door}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Leaves the database to a tower in another process.</summary>
    public async Task StopTowerAsync()
    {
        if (_tower is { } tower)
        {
            _tower = null;
            await tower.DisposeAsync();
        }
    }

    /// <summary>A tower in a process of its own, that can be killed.</summary>
    public async Task<Process> StartProcessAsync()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var at = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}");
        probe.Stop();
        var start = new ProcessStartInfo("dotnet", [typeof(Tower).Assembly.Location]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["ConnectionStrings__Tower"], start.Environment["ConnectionStrings__TowerOwner"]) = (_postgres.AppConnectionString, _postgres.OwnerConnectionString);
        (start.Environment["Tower__Urls"], start.Environment["Tower__Demo"], start.Environment["Tower__Migrate"]) = (at.ToString(), "false", "false");
        var process = Process.Start(start)!;
        process.BeginOutputReadLine(); // nobody reads it; a full pipe would stop it
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = at };
        while (!await IsReadyAsync(http))
        {
            await Task.Delay(50);
        }

        return process;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Admin.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task UntilAsync(string isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            await using var ask = Admin.CreateCommand(isTrue);
            if (await ask.ExecuteScalarAsync(limit.Token) is true)
            {
                return;
            }

            await Task.Delay(50, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Database.DisposeAsync();
        await Admin.DisposeAsync();
        await StopTowerAsync();
        await _postgres.DisposeAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
