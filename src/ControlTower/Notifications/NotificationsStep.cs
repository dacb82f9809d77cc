namespace ControlTower.Notifications;

/// <summary>Step 8: what customers are told, and what they answer.</summary>
public static class NotificationsStep
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services;
}
