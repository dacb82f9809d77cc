using ControlTower.ExceptionQueue;
using ControlTower.Intake;
using ControlTower.Inventory;
using Quartz;

namespace ControlTower.Schedule;

// A job is a clock and nothing else: what is to be done is the handler's business, so tests need no scheduler.

[DisallowConcurrentExecution]
public sealed class ReconcileShopsJob(ReconcileShops handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class SyncCatalogueJob(SyncCatalogue handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class WatchChannelsJob(WatchChannels handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class ExpirePromisesJob(ExpirePromises handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class RecomputeShipByJob(RecomputeShipBy handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class WakeCasesJob(WakeCases handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class EscalateUntouchedCasesJob(EscalateUntouchedCases handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}
