namespace ControlTower.Inventory;

/// <summary>Step 4: what there is, where, and to whom it is promised.</summary>
public static class InventoryStep
{
    public static IServiceCollection AddInventory(this IServiceCollection services) =>
        services.AddSingleton<ReserveOrders>().AddSingleton<ExpirePromises>();
}
