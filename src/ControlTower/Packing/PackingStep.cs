namespace ControlTower.Packing;

/// <summary>Step 6: every unit seen again, papers, weight, seal.</summary>
public static class PackingStep
{
    public static IServiceCollection AddPacking(this IServiceCollection services) => services;
}
