using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ControlTower.Tests.Ground;

/// <summary>Waits until a tower in a process of its own answers; where it ends before, the test fails with what it said.</summary>
internal static class ProcessReady
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(90);

    public static async Task WaitAsync(Process tower, HttpClient http)
    {
        var said = new ConcurrentQueue<string>();
        tower.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        tower.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        tower.BeginOutputReadLine();
        tower.BeginErrorReadLine();
        using var limit = new CancellationTokenSource(s_longest);
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!tower.HasExited)
            {
                // It does not listen yet.
            }

            Assert.False(tower.HasExited, string.Join('\n', said));
            await Task.Delay(100, limit.Token);
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
