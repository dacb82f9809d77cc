using ControlTower.Shipping;
using ControlTower.Shipping.Handover;
using Quartz;

namespace ControlTower.Schedule;

[DisallowConcurrentExecution]
public sealed class SendVoidsJob(SendVoids handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class FetchMissingLabelsJob(KeepLabels handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.FetchMissingAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class SendPickupsJob(SendPickups handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class WatchHandoversJob(WatchHandovers handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class MakeCounterCodesJob(MakeCounterCodes handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}
