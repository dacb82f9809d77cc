using ControlTower.Live;
using ControlTower.Playbook.Flow;

namespace ControlTower.Picking;

/// <summary>Step 5: waves and picking by scan.</summary>
public static class PickingStep
{
    public static IServiceCollection AddPicking(this IServiceCollection services) => services.AddWaves().AddPickingByScan();

    private static IServiceCollection AddWaves(this IServiceCollection services) =>
        services.AddSingleton<ProposeWavesHandler>().AddSingleton<CreateWaveHandler>().AddSingleton<ReleaseWaveHandler>().AddSingleton<CancelWaveHandler>()
            .AddSingleton<WaveReader>().AddSingleton<CutoffBook>().AddSingleton<WatchCutoffs>()
            .AddBoard<FloorBoard, FloorRow>().AddBoard<TruckBoard, SiteTruck>().AddBoard<FloorPaceBoard, FloorPace>().AddBoard<WavesBoard, WaveRow>();

    private static IServiceCollection AddPickingByScan(this IServiceCollection services) =>
        services.AddSingleton<ClaimListHandler>().AddSingleton<UnclaimListHandler>().AddSingleton<ExpireLeases>()
            .AddSingleton<ScanPickHandler>().AddSingleton<LayInTote>().AddSingleton<WrongScans>().AddSingleton<UndoScanHandler>()
            .AddSingleton<SkipLineHandler>().AddSingleton<FillToteHandler>().AddSingleton<PickListReader>()
            .AddSingleton<ReportShortHandler>().AddSingleton<ScanPutBackHandler>()
            .AddSingleton<HelpCallsHandler>().AddSingleton<PlanShiftHandler>().AddSingleton<FloorReader>()
            .AddBoard<PickingBoard, PickingRow>().AddBoard<HelpBoard, HelpRow>();
}
