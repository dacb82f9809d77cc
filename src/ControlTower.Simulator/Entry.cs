namespace ControlTower.Simulator;

/// <summary>The demo's outside world as a program: shops, customers and staff that know the tower by its public doors only.</summary>
public static class Entry
{
    /// <returns>0 when it ran and was stopped, or laid the company and left; 1 when it could not start, with one sentence why.</returns>
    public static async Task<int> Main(string[] args)
    {
        if (!SimSettings.TryRead(args, Environment.GetEnvironmentVariable, out var settings, out var fault))
        {
            await Console.Error.WriteLineAsync(fault);
            return 1;
        }

        await using var app = SimulatorHost.Build(settings);
        if (settings.IsSetupOnly)
        {
            return await SimulatorHost.LayCompanyAsync(app) ? 0 : 1;
        }

        try
        {
            await app.StartAsync();
        }
        catch (IOException failure)
        {
            await Console.Error.WriteLineAsync($"The simulator cannot listen on port {settings.Port}: {failure.Message}");
            return 1;
        }

        await Console.Out.WriteLineAsync($"Simulated floor at {app.Urls.First()}  (speed ×{settings.Speed}, seed {settings.Seed})");
        await app.WaitForShutdownAsync();
        return 0;
    }
}
