using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace ControlTower.Observability;

/// <summary>
/// The tower's log: one JSON object a line on standard output, for whoever collects it. Started by <c>./tower</c>, where a person
/// reads the screen, it goes to a file instead and only errors are shown.
/// </summary>
public static class TowerLogging
{
    private const string FileVariable = "TOWER_LOG_FILE";
    private const long FileBytesMax = 20_000_000;
    private const int FilesMax = 5;

    /// <summary>Chatty at the level where we want to hear ourselves: the resilience handler, for one, tells each failed call of a partner with its whole stack.</summary>
    private static readonly (string Category, LogEventLevel From)[] s_noisy =
    [
        ("Microsoft.AspNetCore", LogEventLevel.Warning),
        ("Microsoft.EntityFrameworkCore", LogEventLevel.Warning),
        ("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Error), // it logs statements with their values
        ("Microsoft.EntityFrameworkCore.Database.Transaction", LogEventLevel.Fatal), // a commit that failed is reported by whoever asked for it; one that the caller gave up is no error
        ("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error),
        ("Microsoft.Hosting.Lifetime", LogEventLevel.Information),
        ("Npgsql", LogEventLevel.Warning),
        ("Npgsql.Command", LogEventLevel.Fatal), // failed statements are reported by whoever sent them
        ("Polly", LogEventLevel.Warning),
        ("System.Net.Http", LogEventLevel.Warning),
        ("Quartz", LogEventLevel.Warning),
    ];

    public static void AddTowerLogging(this IHostApplicationBuilder builder) =>
        builder.Services.AddSerilog(log =>
        {
            log.MinimumLevel.Information().Enrich.FromLogContext();
            foreach (var (category, from) in s_noisy)
            {
                log.MinimumLevel.Override(category, from);
            }

            if (Environment.GetEnvironmentVariable(FileVariable) is not { Length: > 0 } file)
            {
                log.WriteTo.Console(new CompactJsonFormatter());
                return;
            }

            log.WriteTo.File(new CompactJsonFormatter(), file, fileSizeLimitBytes: FileBytesMax, rollOnFileSizeLimit: true, retainedFileCountLimit: FilesMax, shared: false);
            log.WriteTo.Console(
                restrictedToMinimumLevel: LogEventLevel.Error,
                outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj}{NewLine}",
                formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: LogEventLevel.Error);
        });
}
