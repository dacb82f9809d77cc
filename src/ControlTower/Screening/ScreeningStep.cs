namespace ControlTower.Screening;

/// <summary>Step 2: where the money is, and who cheats.</summary>
public static class ScreeningStep
{
    public static IServiceCollection AddScreening(this IServiceCollection services) => services.AddSingleton<OrderTraces>().AddSingleton<ScreenOrders>().AddSingleton<KnownCustomer>();
}
