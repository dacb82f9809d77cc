using ControlTower.Shipping.Road;

namespace ControlTower.Shipping;

/// <summary>Step 7 and 8: labels, couriers, handover, the road to the door.</summary>
public static class ShippingStep
{
    public static IServiceCollection AddShipping(this IServiceCollection services)
    {
        services.AddSingleton<CourierBook>().AddHostedService(provider => provider.GetRequiredService<CourierBook>());
        services.AddSingleton<SaveCourierHandler>().AddSingleton<CourierList>();
        return services.AddRoad();
    }
}
