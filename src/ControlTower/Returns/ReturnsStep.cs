namespace ControlTower.Returns;

/// <summary>Step 9: what comes back, and its money.</summary>
public static class ReturnsStep
{
    public static IServiceCollection AddReturns(this IServiceCollection services) => services;
}
