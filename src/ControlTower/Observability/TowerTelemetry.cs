using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ControlTower.Observability;

/// <summary>Traces and figures by OTLP, for whoever set a place to send them to; without one nothing is gathered.</summary>
public static class TowerTelemetry
{
    /// <summary>What the tower's own meters and activities are named under: "ControlTower.Intake", "ControlTower.Live" …</summary>
    public const string OwnSources = "ControlTower.*";

    /// <summary>OpenTelemetry's own variable; it also reads the protocol and headers beside it.</summary>
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTowerTelemetry(this IHostApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[EndpointVariable]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("control-tower", serviceInstanceId: $"{Environment.MachineName}-{Environment.ProcessId}"))
            .WithTracing(traces => traces
                .AddSource(OwnSources)
                .AddNpgsql()
                .AddAspNetCoreInstrumentation(web => web.Filter = request => !IsPulse(request.Request.Path)))
            .WithMetrics(figures => figures
                .AddMeter(OwnSources, "Npgsql", "Quartz", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components*"))
            .UseOtlpExporter();
    }

    /// <summary>Asked every few seconds by machines, and of no interest to people.</summary>
    private static bool IsPulse(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/_framework") || path.StartsWithSegments("/_blazor");
}
