using ControlTower.Intake;
using ControlTower.Returns;
using Quartz;

namespace ControlTower.Schedule;

[DisallowConcurrentExecution]
public sealed class ExpectReturnsJob(ExpectReturns handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class EndReturnsJob(EndReturns handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}

[DisallowConcurrentExecution]
public sealed class TellShopsStockJob(TellShopsStock handler) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await handler.HandleAsync(cancellationToken);
}
