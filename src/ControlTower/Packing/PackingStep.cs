using ControlTower.Data;
using ControlTower.Live;

namespace ControlTower.Packing;

/// <summary>Step 6: every unit seen again, papers, weight, seal.</summary>
public static class PackingStep
{
    public static IServiceCollection AddPacking(this IServiceCollection services) =>
        services.AddSingleton<CartonBook>().AddSingleton<PackReader>().AddSingleton<PhotoStore>().AddSingleton<ParcelCamera>()
            .AddSingleton<OpenPackingHandler>().AddSingleton<ScanUnitHandler>().AddSingleton<UndoPackScanHandler>().AddSingleton<ChooseCartonHandler>()
            .AddSingleton<WeighParcelHandler>().AddSingleton<PhotographParcelHandler>().AddSingleton<SealParcelHandler>().AddSingleton<NextParcelHandler>()
            .AddSingleton<ReopenParcelHandler>().AddSingleton<TickPapersHandler>().AddBoard<PackingBoard, PackingRow>();
}
