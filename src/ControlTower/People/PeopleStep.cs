namespace ControlTower.People;

/// <summary>Who works here, in which role, and which machines may come in.</summary>
public static class PeopleStep
{
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<AddPersonHandler>().AddSingleton<ChangeRightsHandler>().AddSingleton<UseSetupLinkHandler>().AddSingleton<FirstPeople>();
        services.AddSingleton<CreateKeyHandler>().AddSingleton<RevokeKeyHandler>().AddSingleton<KeyList>().AddSingleton<LimitsInForce>();
        return services.AddHostedService<RightsFeed>().AddHostedService<RecordKeyUses>();
    }
}
