namespace ControlTower.Flow;

/// <summary>What carries orders from step to step by itself.</summary>
public static class FlowStep
{
    public static IServiceCollection AddFlow(this IServiceCollection services) =>
        services.AddHostedService<DemoHistory>().AddSingleton<PutOrderAside>().AddSingleton<OrderConveyor>().AddHostedService(provider => provider.GetRequiredService<OrderConveyor>());
}
