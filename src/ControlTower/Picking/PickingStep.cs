namespace ControlTower.Picking;

/// <summary>Step 5: waves and picking by scan.</summary>
public static class PickingStep
{
    public static IServiceCollection AddPicking(this IServiceCollection services) => services;
}
