using ControlTower.Shipping.Road;
using Quartz;

namespace ControlTower.Schedule;

[DisallowConcurrentExecution]
public sealed class WatchRoadJob(WatchRoad handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class LookAtCouriersJob(LookAtCouriers handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class SendRoadWishesJob(SendRoadWishes handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}
