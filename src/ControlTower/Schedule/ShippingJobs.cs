using ControlTower.Shipping;
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
