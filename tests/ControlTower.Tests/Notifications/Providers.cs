using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using ControlTower.Simulator;
using ControlTower.Tests.Ground;
using ControlTower.Tests.Simulation;

namespace ControlTower.Tests.Notifications;

/// <summary>
/// Mail, SMS and WhatsApp as servers in a process of their own, with their own books. It calls a tower back when it is told where that is; who
/// sells and works in the simulator stays at home, since it is given no key.
/// </summary>
internal sealed class Providers : IAsyncDisposable
{
    public const string Secret = "secret-of-the-message-providers";
    public const string Account = "100000000000001";

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly int _smtpPort;

    private Providers(Process process, int port, int smtpPort, int towerPort)
    {
        (_process, _smtpPort, TowerPort) = (process, smtpPort, towerPort);
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(10) };
    }

    /// <summary>Where the providers expect the tower.</summary>
    public int TowerPort { get; }

    /// <summary>What a tower must be told to send by them.</summary>
    public (string Name, string Value)[] Settings =>
    [
        ("Tower__Urls", $"http://127.0.0.1:{TowerPort}"), ("Tower__PublicUrl", $"http://127.0.0.1:{TowerPort}"), ("Tower__QuietHours", "none"),
        ("Smtp__Host", "127.0.0.1"), ("Smtp__Port", _smtpPort.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("Smtp__Tls", "none"), ("Smtp__From", "orders@shop.example"),
        ("Messages__sms__BaseUrl", _http.BaseAddress!.ToString()), ("Messages__sms__AccountSid", "AC00000000000000000000000000000001"), ("Messages__sms__AuthToken", Secret),
        ("Messages__sms__From", "+20223900000"), ("Messages__whatsapp__BaseUrl", _http.BaseAddress.ToString()), ("Messages__whatsapp__PhoneNumberId", Account),
        ("Messages__whatsapp__AccessToken", Secret), ("Messages__whatsapp__AppSecret", Secret), ("Messages__whatsapp__VerifyToken", "verify-me"),
    ];

    public static async Task<Providers> StartAsync()
    {
        var (port, smtpPort, towerPort) = (ProcessReady.FreePort(), ProcessReady.FreePort(), ProcessReady.FreePort());
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            typeof(SimulatorHost).Assembly.Location, "--tower", $"http://127.0.0.1:{towerPort}", "--port", $"{port}", "--smtp-port", $"{smtpPort}", "--speed", "60",
            "--secret-woo", SimulatedWorld.SecretWoo, "--secret-shopify", SimulatedWorld.SecretShopify, "--message-secret", Secret,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        var providers = new Providers(Process.Start(start)!, port, smtpPort, towerPort);
        providers._process.BeginOutputReadLine();
        providers._process.BeginErrorReadLine();
        await Eventually.TrueAsync(providers.AnswersAsync);
        return providers;
    }

    /// <summary>What they took, as they see it.</summary>
    public async Task<IReadOnlyList<Taken>> LedgerAsync(string? provider = null)
    {
        var book = await _http.GetFromJsonAsync<JsonElement>("/ledger/messages");
        return [.. book.GetProperty("messages").Deserialize<List<Taken>>(JsonSerializerOptions.Web)!.Where(one => provider is null || one.Provider == provider)];
    }

    /// <summary>The sender waits so long for its answer after the message was taken.</summary>
    public Task AnswerAfterAsync(TimeSpan wait) => PostAsync($"/messages/answers-after/{(int)wait.TotalMilliseconds}");

    public Task BreakDownAsync() => PostAsync("/mishaps/messageProviderDown");

    /// <summary>Sooner than by itself.</summary>
    public Task MendAsync() => PostAsync("/messages/mend");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private async Task PostAsync(string path)
    {
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), null);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return (await _http.GetFromJsonAsync<JsonElement>("/ledger/messages")).GetProperty("smtpPort").GetInt32() == _smtpPort;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

/// <summary>A line of a provider's book.</summary>
internal sealed record Taken(string Provider, string Id, string To, string? Subject, string Text, string? Key, IReadOnlyList<string> Payloads);
