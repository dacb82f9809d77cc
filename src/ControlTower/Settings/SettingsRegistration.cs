namespace ControlTower.Settings;

/// <summary>Checks the settings and hands them out as options.</summary>
public static class SettingsRegistration
{
    /// <exception cref="StartRefusedException">A setting is wrong or unknown.</exception>
    public static void AddTowerSettings(this IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        SettingsCheck.ThrowIfWrong(configuration);

        builder.Services.Configure<TowerOptions>(configuration.GetSection(TowerOptions.Section));
        builder.Services.Configure<StoresOptions>(configuration.GetSection(StoresOptions.Section));
        builder.Services.Configure<CouriersOptions>(configuration.GetSection(CouriersOptions.Section));
        builder.Services.Configure<MessagesOptions>(configuration.GetSection(MessagesOptions.Section));
        builder.Services.Configure<SmtpOptions>(configuration.GetSection(SmtpOptions.Section));
        builder.Services.Configure<PrintersOptions>(configuration.GetSection(PrintersOptions.Section));
        builder.Services.Configure<RulesOptions>(configuration.GetSection(RulesOptions.Section));
    }
}
