namespace ControlTower.Validation;

/// <summary>Step 3: bad orders stop here, early, with everything that is wrong with them at once.</summary>
public static class ValidationStep
{
    public static IServiceCollection AddValidation(this IServiceCollection services) => services.AddSingleton<ValidateOrders>().AddSingleton<TryOrder>();
}
