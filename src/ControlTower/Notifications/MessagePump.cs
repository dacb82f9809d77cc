using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Notifications.Inbound;

namespace ControlTower.Notifications;

/// <summary>
/// Keeps messages moving: what happened becomes messages, messages are sent, what customers answer is read. Each has a loop of its own, so that
/// a provider that answers slowly delays nobody's news.
/// </summary>
public sealed partial class MessagePump(
    TellCustomers tell, SendMessages send, TakeInAnswers answers, OutboxBell bell, LiveFeed feed, TimeProvider clock, ILogger<MessagePump> logger) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_recover = TimeSpan.FromSeconds(5);

    private readonly Bell _heard = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(_ => _heard.Ring());
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        LoopAsync(TellAsync, token => _heard.WaitAsync(s_look, clock, token), stoppingToken),
        LoopAsync(send.HandleAsync, token => bell.WaitAsync(s_look, clock, token), stoppingToken),
        LoopAsync(answers.HandleAsync, token => answers.Bell.WaitAsync(s_look, clock, token), stoppingToken),
        LoopAsync(RecoverAsync, token => Task.Delay(s_recover, clock, token), stoppingToken));

    private async Task<int> TellAsync(CancellationToken stoppingToken)
    {
        var read = await tell.HandleAsync(stoppingToken);
        if (read > 0)
        {
            bell.Ring();
        }

        return read;
    }

    /// <summary>Once a round, whatever it found: who is away is not asked in a hurry.</summary>
    private async Task<int> RecoverAsync(CancellationToken stoppingToken)
    {
        await send.RecoverAsync(stoppingToken);
        return 0;
    }

    private async Task LoopAsync(Func<CancellationToken, Task<int>> round, Func<CancellationToken, Task> rest, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await round(stoppingToken) > 0)
                {
                }

                await rest(stoppingToken);
            }
#pragma warning disable CA1031 // The boundary of the loops: whatever failed, it looks again in a second.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(logger, failure);
                await Task.Delay(s_look, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(8101, LogLevel.Error, "Messages to customers failed and go on in a second.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
