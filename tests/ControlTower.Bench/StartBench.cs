using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ControlTower.Bench;

/// <summary>How long somebody waits who starts the demo on a machine that has run it before: until their first screen is there.</summary>
internal static class StartBench
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);

    public static async Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders)
    {
        var data = Directory.CreateTempSubdirectory("tower-bench-up-").FullName;
        try
        {
            await StartAsync(data); // builds, unpacks, makes the database and lays the company
            var seconds = await StartAsync(data);
            return [new("first screen after ./tower up on a warm machine", seconds, "s", null, "none: the bound is a person's patience", 15, IsAtLeast: false)];
        }
        finally
        {
            using var reset = Run("reset", "--data", data, "--yes");
            await reset.WaitForExitAsync();
        }
    }

    /// <returns>Seconds from the command to the inbox of somebody who signed in.</returns>
    private static async Task<double> StartAsync(string data)
    {
        var port = FreePort();
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        var began = Stopwatch.GetTimestamp();
        using var tower = Run("up", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture));
        try
        {
            while (!await IsThereAsync(http))
            {
                if (tower.HasExited || Stopwatch.GetElapsedTime(began) > s_longest)
                {
                    throw new InvalidOperationException("./tower up showed no screen.");
                }

                await Task.Delay(50);
            }

            return Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", tower.Id.ToString(CultureInfo.InvariantCulture)]);
            await tower.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsThereAsync(HttpClient http)
    {
        try
        {
            using var signedIn = await http.GetAsync(new Uri("/demo/as/orderOps", UriKind.Relative)); // leads on to the role's first screen
            return signedIn.StatusCode == HttpStatusCode.OK && signedIn.RequestMessage!.RequestUri!.AbsolutePath == "/inbox"
                && (await signedIn.Content.ReadAsStringAsync()).Contains("<main", StringComparison.Ordinal);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static Process Run(params string[] arguments)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "tower")))
        {
            root = root.Parent;
        }

        var start = new ProcessStartInfo(Path.Combine(root?.FullName ?? ".", "tower"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine(); // nobody reads it; a full pipe would stop it
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
