using ControlTower.Data;
using ControlTower.Live;

namespace ControlTower.Shipping.Road;

/// <summary>Step 8: what happens between our door and the customer's.</summary>
public static class RoadRegistration
{
    public static IServiceCollection AddRoad(this IServiceCollection services)
    {
        services.AddSingleton<RoadBell>().AddSingleton<WatchRoad>().AddSingleton<LookAtCouriers>().AddSingleton<SendRoadWishes>();
        services.AddSingleton<TellFromRoadHandler>().AddSingleton<ReadCodStatementHandler>().AddSingleton<TrackLinks>().AddSingleton<TrackReader>().AddSingleton<TrackLimit>().AddSingleton<ProofReader>();
        services.AddSingleton<ReadRoad>().AddHostedService(provider => provider.GetRequiredService<ReadRoad>());
        return services.AddBoard<DeliveryBoard, DeliveryRow>();
    }
}
