using System.Diagnostics;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Intake.Channels;

namespace ControlTower.Browser;

/// <summary>The demo's tower, started as <c>./tower up</c> does it, without the simulated floor: what comes in is what a test sends.</summary>
internal sealed class TowerRun
{
    /// <summary>Customers may write to it; nothing is sent by it.</summary>
    public const string WhatsappAccount = "100000000000001";

    public const string Key = "key-of-the-browsers-first-setup-by-script";
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private TowerRun(Process process) => _process = process;

    public static async Task<TowerRun> StartAsync(Uri address, string folder, string store, string secret, params (string Name, string Value)[] more)
    {
        var checkout = System.IO.Path.GetFullPath(System.IO.Path.Combine(Fixtures.CopiesFolder, "..", ".."));
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = System.IO.Path.Combine(checkout, "src", "ControlTower"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(Tower).Assembly.Location);
        (string, string)[] given =
        [
            ("Tower__Urls", address.GetLeftPart(UriPartial.Authority)), ("Tower__DataFolder", folder), ("Tower__Demo", "true"), ("Tower__BootstrapApiKey", Key),
            ("Messages__whatsapp__PhoneNumberId", WhatsappAccount), ("Messages__whatsapp__AppSecret", secret),
            ($"Stores__{store}__Kind", "woocommerce"), ($"Stores__{store}__Secret", secret), ($"Stores__{store}__Country", "US"), ($"Stores__{store}__Currency", "USD"),
        ];
        foreach (var (name, value) in given.Concat(more))
        {
            start.Environment[name] = value;
        }

        var tower = new TowerRun(Process.Start(start)!);
        using var http = new HttpClient { BaseAddress = address };
        await ProcessReady.WaitAsync(tower._process, http);
        return tower;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As Ctrl+C does: the tower stops its PostgreSQL last.</summary>
    public async Task StopAsync()
    {
        using var ask = Process.Start("kill", $"-TERM {_process.Id}");
        using var limit = new CancellationTokenSource(s_longest);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
    }
}
