namespace ControlTower.Picking;

/// <summary>Step 5: waves and picking by scan.</summary>
public static class PickingStep
{
    public static IServiceCollection AddPicking(this IServiceCollection services) => services.AddWaves();

    private static IServiceCollection AddWaves(this IServiceCollection services) =>
        services.AddSingleton<ProposeWavesHandler>().AddSingleton<CreateWaveHandler>().AddSingleton<ReleaseWaveHandler>().AddSingleton<CancelWaveHandler>()
            .AddSingleton<WaveReader>();
}
