namespace ControlTower.Shipping.Printing;

/// <summary>Labels handed out and printed.</summary>
internal static class PrintingStep
{
    public static IServiceCollection AddPrinting(this IServiceCollection services) =>
        services.AddSingleton<LabelShelf>().AddSingleton<PrinterBook>().AddSingleton<PrintBell>().AddSingleton<PrintLabelHandler>().AddSingleton<TestPrinterHandler>().AddSingleton<StuckPrintsHandler>()
            .AddSingleton<SendPrints>().AddHostedService(provider => provider.GetRequiredService<SendPrints>());
}
