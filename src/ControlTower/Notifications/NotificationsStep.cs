using ControlTower.Live;
using ControlTower.Notifications.Inbound;
using ControlTower.Notifications.Providers;
using ControlTower.Notifications.Templates;

namespace ControlTower.Notifications;

/// <summary>Step 8: what customers are told, and what they answer.</summary>
public static class NotificationsStep
{
    private static readonly TimeSpan s_answersWithin = TimeSpan.FromSeconds(10);

    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        // No handler that tries again by itself: whether a call may be repeated is decided message by message.
        AddCaller<TwilioProvider>(services);
        AddCaller<WhatsappProvider>(services);
        services.AddSingleton<IMessageProvider, SmtpProvider>();
        services.AddSingleton<IMessageProvider>(provider => provider.GetRequiredService<TwilioProvider>());
        services.AddSingleton<IMessageProvider>(provider => provider.GetRequiredService<WhatsappProvider>());
        services.AddSingleton<MessageChannels>().AddSingleton<OutboxBell>().AddSingleton<MessageDesk>().AddSingleton<MessageEnds>();
        services.AddSingleton<TemplateBook>().AddSingleton<BringTemplates>().AddSingleton<TemplatePreview>().AddSingleton<PublishTemplateHandler>().AddSingleton<SwitchOccasionHandler>();
        services.AddSingleton<TellCustomers>().AddSingleton<SendMessages>();
        services.AddSingleton<Conversations>().AddSingleton<CodButtons>().AddSingleton<TakeInAnswers>();
        services.AddSingleton<WriteToCustomerHandler>().AddSingleton<ConversationHandlers>().AddSingleton<ConversationReader>().AddSingleton<OrderMessages>();
        services.AddBoard<ConversationBoard, ConversationRow>();
        return services.AddHostedService<MessagePump>();
    }

    /// <summary>The providers live as long as the tower, so it is the connections that are renewed.</summary>
    private static void AddCaller<TProvider>(IServiceCollection services)
        where TProvider : class =>
        services.AddHttpClient<TProvider>(http => http.Timeout = s_answersWithin)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) }).SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    public static void MapNotifications(this IEndpointRouteBuilder routes) => routes.MapMessageDoors();
}
