using ControlTower.Live;

namespace ControlTower.Inventory;

/// <summary>Step 4: what there is, where, and to whom it is promised.</summary>
public static class InventoryStep
{
    public static IServiceCollection AddInventory(this IServiceCollection services) =>
        services.AddSingleton<ReserveOrders>().AddSingleton<ExpirePromises>().AddSingleton<RecomputeShipBy>()
            .AddSingleton<ReceiveStockHandler>().AddSingleton<AdjustStockHandler>().AddSingleton<CountBinHandler>()
            .AddSingleton<TransferStockHandler>().AddSingleton<SetSafetyHandler>().AddSingleton<SaveSkuHandler>().AddSingleton<SaveBinsHandler>()
            .AddSingleton<SaveWarehouseHandler>().AddSingleton<SwitchWarehouseHandler>().AddSingleton<StockReader>()
            .AddSingleton<ImportCatalogueHandler>().AddSingleton<PictureSkuHandler>().AddSingleton<PictureStore>().AddSingleton<ShelfLook>().AddSingleton<ScanSheet>()
            .AddBoard<StockBoard, StockRow>();
}
