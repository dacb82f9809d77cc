namespace ControlTower.People;

/// <summary>Who works here, in which role, and which machines may come in.</summary>
public static class PeopleStep
{
    public static IServiceCollection AddPeople(this IServiceCollection services) =>
        services.AddHostedService<RightsFeed>().AddHostedService<RecordKeyUses>();
}
