using ControlTower.Picking;
using Quartz;

namespace ControlTower.Schedule;

[DisallowConcurrentExecution]
public sealed class ExpireLeasesJob(ExpireLeases handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class WatchCutoffsJob(WatchCutoffs handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}
