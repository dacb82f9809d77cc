namespace ControlTower.Sops;

/// <summary>How we work: the procedures, one page each, in versions.</summary>
public static class SopsStep
{
    public static IServiceCollection AddSops(this IServiceCollection services) => services.AddSingleton<SopBook>().AddSingleton<BringSops>();
}
