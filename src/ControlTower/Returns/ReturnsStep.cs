using ControlTower.Data;
using ControlTower.Live;

namespace ControlTower.Returns;

/// <summary>Step 9: what comes back, and its money.</summary>
public static class ReturnsStep
{
    public static IServiceCollection AddReturns(this IServiceCollection services) =>
        services.AddSingleton<RefundDesk>().AddSingleton<ReturnDesk>().AddSingleton<ReturnExchange>()
            .AddSingleton<OpenReturnHandler>().AddSingleton<RequestReturnHandler>().AddSingleton<ReturnActsHandler>().AddSingleton<ReceiveBlindHandler>()
            .AddSingleton<ExpectReturns>().AddSingleton<EndReturns>().AddSingleton<ReturnReader>().AddSingleton<ReturnPhotos>()
            .AddBoard<ReturnsBoard, ReturnRow>();
}
