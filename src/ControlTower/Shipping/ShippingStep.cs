using ControlTower.Live;
using ControlTower.Shipping.Couriers;
using ControlTower.Shipping.Handover;
using ControlTower.Shipping.Printing;
using ControlTower.Shipping.Road;

namespace ControlTower.Shipping;

/// <summary>Step 7 and 8: labels, couriers, handover, the road to the door.</summary>
public static class ShippingStep
{
    public static IServiceCollection AddShipping(this IServiceCollection services)
    {
        services.AddSingleton<CourierBook>().AddHostedService(provider => provider.GetRequiredService<CourierBook>());
        services.AddSingleton<SaveCourierHandler>().AddSingleton<CourierList>();
        services.AddCouriers();
        services.AddSingleton<BookingBell>().AddSingleton<BookingReader>().AddSingleton<RecordBooking>().AddSingleton<KeepLabels>().AddSingleton<SendVoids>();
        services.AddSingleton<BookLabelHandler>().AddSingleton<VoidLabelHandler>();
        services.AddSingleton<SendBookings>().AddHostedService(provider => provider.GetRequiredService<SendBookings>());
        services.AddSingleton<AskForLabels>().AddHostedService(provider => provider.GetRequiredService<AskForLabels>());
        services.AddHandover();
        services.AddSingleton<TruckTimes>().AddBoard<DispatchBoard, DispatchRow>();
        return services.AddPrinting().AddRoad();
    }

    private static void AddHandover(this IServiceCollection services)
    {
        services.AddSingleton<OpenManifestHandler>().AddSingleton<ScanManifestHandler>().AddSingleton<CloseManifestHandler>().AddSingleton<ManifestReader>();
        services.AddSingleton<BookPickupHandler>().AddSingleton<SendPickups>().AddSingleton<PickupReader>().AddSingleton<WatchHandovers>();
        services.AddSingleton<CollectOrderHandler>().AddSingleton<MakeCounterCodes>();
    }

    /// <summary>Whom we can speak with, each in its own format.</summary>
    private static void AddCouriers(this IServiceCollection services)
    {
        services.AddHttpClient(CourierHttp.Client, http => http.Timeout = Timeout.InfiniteTimeSpan) // each call has its own limit
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            });
        services.AddSingleton<CourierHttp>();
        services.AddSingleton<ICourierApi, EasyPostApi>().AddSingleton<ICourierApi, AramexApi>().AddSingleton<ICourierApi, BostaApi>().AddSingleton<ICourierApi, OwnFleet>();
    }
}
