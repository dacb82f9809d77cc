using ControlTower.Data;
using ControlTower.Settings;
using ControlTower.Intake;
using ControlTower.Inventory;
using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screening;
using ControlTower.Validation;
using Npgsql;

namespace ControlTower.Flow;

/// <summary>
/// Carries orders through the automatic steps of the playbook: read what came in, screen, validate, promise stock. In batches, woken by
/// what happens and swept by a timer. A rule that fails opens a case; it never loses the order.
/// </summary>
public sealed partial class OrderConveyor(
    TakeInMessages takeIn, ScreenOrders screen, ValidateOrders validate, ReserveOrders reserve, PutOrderAside putAside, Limits limits, NpgsqlDataSource database,
    MessageBell bell, LiveFeed feed, TimeProvider clock, ILogger<OrderConveyor> logger) : BackgroundService
{
    private const int BatchMax = 200;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Carries until nothing waits any more.</summary>
    public async Task CarryAsync(CancellationToken cancellationToken)
    {
        using var turn = await TakeTurnAsync(cancellationToken);
        await limits.LoadAsync(database, cancellationToken);
        int carried;
        do
        {
            carried = await takeIn.HandleAsync(cancellationToken);
            carried += await StepAsync(ConveyorStep.Screen, screen.HandleAsync, cancellationToken);
            carried += await StepAsync(ConveyorStep.Validate, validate.HandleAsync, cancellationToken);
            carried += await StepAsync(ConveyorStep.Reserve, reserve.HandleAsync, cancellationToken);
        }
        while (carried > 0);
    }

    /// <summary>While somebody holds the turn, nothing on this node carries orders; the demo's history is laid in such turns.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(_ => bell.Ring());
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CarryAsync(stoppingToken);
            }
#pragma warning disable CA1031 // The boundary of the one loop that carries: whatever failed, it looks again in a second.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogFailed(logger, failure);
                await Task.Delay(s_look, clock, stoppingToken);
            }

            await bell.WaitAsync(s_look, clock, stoppingToken);
        }
    }

    /// <summary>A batch that breaks is done one by one, and the order that is at fault is put aside after some tries.</summary>
    private async Task<int> StepAsync(ConveyorStep step, Func<int, CancellationToken, Task<int>> handle, CancellationToken cancellationToken)
    {
        try
        {
            return await handle(BatchMax, cancellationToken);
        }
        catch (Exception failure) when (Blame.IsOfTheRow(failure))
        {
            LogBatchBroke(logger, step, failure);
        }

        try
        {
            return await handle(1, cancellationToken);
        }
        catch (Exception failure) when (Blame.IsOfTheRow(failure))
        {
            await putAside.HandleAsync(step, failure, cancellationToken);
            return 1;
        }
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }

    [LoggerMessage(8001, LogLevel.Error, "The conveyor failed and goes on in a second.")]
    private static partial void LogFailed(ILogger logger, Exception failure);

    [LoggerMessage(8002, LogLevel.Warning, "A batch of {Step} broke; its orders are carried one by one.")]
    private static partial void LogBatchBroke(ILogger logger, ConveyorStep step, Exception failure);
}
