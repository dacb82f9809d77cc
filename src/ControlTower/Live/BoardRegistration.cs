namespace ControlTower.Live;

public static class BoardRegistration
{
    /// <summary>One board for all circuits of this node, following the feed from the start.</summary>
    public static IServiceCollection AddBoard<TBoard, TRow>(this IServiceCollection services)
        where TBoard : BackgroundService, IBoard<TRow> =>
        services.AddSingleton<TBoard>().AddSingleton<IBoard<TRow>>(provider => provider.GetRequiredService<TBoard>())
            .AddHostedService(provider => provider.GetRequiredService<TBoard>());
}
