using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Journeys;

namespace ControlTower.Tests.Faults;

/// <summary>A tower in a process of its own, that can be killed as the machine's owner or a power cut would.</summary>
internal sealed class TowerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly int _port;

    private TowerProcess(Process process, int port)
    {
        (_process, _port) = (process, port);
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        Manager = new HttpClient { BaseAddress = Http.BaseAddress, Timeout = Http.Timeout };
        Manager.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TowerHost.BootstrapKey);
    }

    public HttpClient Http { get; }

    public HttpClient Manager { get; }

    /// <param name="port">Null: a free one.</param>
    /// <param name="settings">Beside those of the shops.</param>
    public static async Task<TowerProcess> StartAsync(string app, string owner, int? port = null, bool isMigrating = false, params (string Name, string Value)[] settings)
    {
        var at = port ?? ProcessReady.FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Tower).Assembly.Location);
        (string, string)[] own =
        [
            ("ConnectionStrings__Tower", app), ("ConnectionStrings__TowerOwner", owner), ("Tower__Urls", $"http://127.0.0.1:{at}"), ("Tower__Demo", "false"),
            ("Tower__BootstrapApiKey", TowerHost.BootstrapKey), ("Tower__Migrate", isMigrating ? "true" : "false"),
        ];
        foreach (var (name, value) in own.Concat(ShopFloor.Settings).Concat(settings))
        {
            start.Environment[name] = value;
        }

        var tower = new TowerProcess(Process.Start(start)!, at);
        await ProcessReady.WaitAsync(tower._process, tower.Http);
        return tower;
    }

    /// <summary>kill -9; and the same tower again, where it was.</summary>
    public async Task<TowerProcess> KillAndStartAgainAsync(string app, string owner)
    {
        await DisposeAsync();
        return await StartAsync(app, owner, _port);
    }

    /// <summary>An order of a customer of its own.</summary>
    public static WooOrder Order(int at) => new(50_000 + at) { Phone = $"(415) 555-{2000 + at}" };

    /// <summary>Sends until it is taken, as a shop does.</summary>
    /// <returns>How often it was told to come again, or heard nothing.</returns>
    public static async Task<int> SendUntilTakenAsync(Func<HttpClient> towerNow, WooOrder order, CancellationToken cancellationToken)
    {
        var body = order.Body();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var request = WooOrder.Request(ShopFloor.Woo, ShopFloor.Secret, "order.created", body);
                using var answer = await towerNow().SendAsync(request, cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return tries;
                }

                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or ObjectDisposedException)
            {
                // Nobody is there: the tower is dead.
            }

            await Task.Delay(50, cancellationToken);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        Manager.Dispose();
        _process.Dispose();
    }
}
