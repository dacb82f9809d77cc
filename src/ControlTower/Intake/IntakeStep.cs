using ControlTower.Data;
using ControlTower.Live;
using Microsoft.Extensions.Http.Resilience;

namespace ControlTower.Intake;

/// <summary>Step 1: every channel into one inbox.</summary>
public static class IntakeStep
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<MessageBell>().AddSingleton<OrderIntake>().AddSingleton<TakeInMessages>();
        services.AddSingleton<OrderReader>().AddSingleton<OrderSearch>();
        services.AddSingleton<PlaceOrderHandler>().AddSingleton<CancelOrderHandler>().AddSingleton<HoldOrderHandler>().AddSingleton<ReleaseHoldHandler>();
        services.AddSingleton<EditOrderHandler>().AddSingleton<ConfirmCodHandler>().AddSingleton<WriteNoteHandler>().AddSingleton<MergeOrdersHandler>();
        services.AddSingleton<MessageShelf>().AddSingleton<ReplayMessageHandler>().AddSingleton<DiscardMessageHandler>();
        services.AddSingleton<ReplayMessageHandler>().AddSingleton<DiscardMessageHandler>();
        services.AddSingleton<KeepRefusedRowsHandler>().AddSingleton<ImportOrdersHandler>();
        services.AddSingleton<StoreBook>().AddHostedService(provider => provider.GetRequiredService<StoreBook>());
        services.AddSingleton<InboundStore>().AddHostedService(provider => provider.GetRequiredService<InboundStore>());
        services.AddSingleton<ReconcileShops>().AddSingleton<WatchChannels>().AddSingleton<SyncCatalogue>();
        services.AddSingleton<SaveStoreHandler>().AddSingleton<StoreList>();
        services.AddHttpClient(ReconcileShops.Client).AddStandardResilienceHandler();
        services.AddSingleton<ShopErrands>().AddHostedService(provider => provider.GetRequiredService<ShopErrands>()).AddSingleton<TellShopsStock>();
        services.AddHttpClient(ShopErrands.Client).AddStandardResilienceHandler(options => options.Retry.DisableForUnsafeHttpMethods());
        return services.AddBoard<InboxBoard, InboxRow>().AddBoard<ChannelBoard, ChannelRow>();
    }

    public static void MapIntake(this IEndpointRouteBuilder routes) => routes.MapShopWebhooks();
}
