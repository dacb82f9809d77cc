using System.Collections.Frozen;
using ControlTower.Data;
using ControlTower.Live;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Intake;

/// <summary>A store as doors and jobs need it, its secrets readable.</summary>
/// <param name="Secrets">Sign its webhooks: the one in force, and the former one while the shop is being changed over.</param>
public sealed record OpenStore(
    StoreFacts Facts, IReadOnlyList<string> Secrets, string? BaseUrl, string? ApiKey, string? ApiSecret, int SweepSeconds, bool IsFixed)
{
    public string Key => Facts.Key;
}

/// <summary>
/// The stores that are open, in memory on this node. Settings of the process win over what is kept in the database under the same key.
/// Read anew when a store changes (the feed tells) and every minute.
/// </summary>
public sealed partial class StoreBook(
    IDbContextFactory<TowerDb> contexts, IOptions<StoresOptions> settings, IDataProtectionProvider protection, LiveFeed feed, TimeProvider clock, ILogger<StoreBook> logger)
    : BackgroundService
{
    private const string ProtectionPurpose = "ControlTower.Stores";
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(1);

    private readonly Journal.Bell _bell = new();
    private FrozenDictionary<string, OpenStore> _stores = FrozenDictionary<string, OpenStore>.Empty;

    public IReadOnlyCollection<OpenStore> All => _stores.Values;

    /// <summary>The one that most stores sell in: of prices in a file that names none.</summary>
    public string UsualCurrency =>
        All.Select(store => store.Facts.Currency).Where(currency => currency != NoCurrency).GroupBy(currency => currency)
            .OrderByDescending(same => same.Count()).ThenBy(same => same.Key, StringComparer.Ordinal).FirstOrDefault()?.Key ?? NoCurrency;

    public OpenStore? Find(string key) => _stores.GetValueOrDefault(key);

    public string Protect(string secret) => protection.CreateProtector(ProtectionPurpose).Protect(secret);

    /// <summary>Writes the stores of the settings (and the store <c>manual</c>, which is always there) into their table, so that orders can name them.</summary>
    public async Task BringSettingsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (key, store) in settings.Value.Append(new("manual", new StoreOptions { Kind = Channel.Manual })).DistinctBy(pair => pair.Key))
        {
            await db.Database.ExecuteSqlAsync($"""
                insert into channel_store (key, kind, country, currency, cod_confirm, base_url, sweep_seconds, is_fixed)
                values ({key}, {Spell(store.Kind)}, {store.Country ?? ""}, {store.Currency ?? NoCurrency}, {Spell(store.CodConfirm)}, {store.BaseUrl?.ToString()}, {store.SweepSeconds}, {settings.Value.ContainsKey(key)})
                on conflict (key) do update set kind = excluded.kind, country = excluded.country, currency = excluded.currency, is_closed = false,
                    cod_confirm = excluded.cod_confirm, base_url = excluded.base_url, sweep_seconds = excluded.sweep_seconds, is_fixed = excluded.is_fixed
                where excluded.is_fixed
                """, cancellationToken);
        }

        await LoadAsync(cancellationToken);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Stores.AsNoTracking().Where(store => !store.IsClosed).ToListAsync(cancellationToken);
        _stores = rows.Select(Open).ToFrozenDictionary(store => store.Key);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(entries =>
        {
            if (entries.Any(entry => entry.Keys.Any(key => key.StartsWith("store:", StringComparison.Ordinal))))
            {
                _bell.Ring();
            }
        });
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _bell.WaitAsync(s_look, clock, stoppingToken);
            try
            {
                await LoadAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is Npgsql.NpgsqlException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogOld(logger, failure.Message); // what we know stays good until the database is back
            }
        }
    }

    /// <summary>ISO 4217 for "none": a store whose orders each name their own.</summary>
    public const string NoCurrency = "XXX";

    private static string Spell<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private OpenStore Open(ChannelStore row)
    {
        if (settings.Value.TryGetValue(row.Key, out var given))
        {
            return new(row.Facts, given.Secret is { } secret ? [secret] : [], given.BaseUrl?.ToString(), given.ApiKey, given.ApiSecret, given.SweepSeconds, IsFixed: true);
        }

        var protector = protection.CreateProtector(ProtectionPurpose);
        var secrets = new[] { row.Secret, row.SecretBefore }.OfType<string>().Select(protector.Unprotect).ToList();
        return new(row.Facts, secrets, row.BaseUrl, Reveal(row.ApiKey), Reveal(row.ApiSecret), row.SweepSeconds, IsFixed: false);

        string? Reveal(string? kept) => kept is null ? null : protector.Unprotect(kept);
    }

    [LoggerMessage(3001, LogLevel.Warning, "The stores could not be read anew: {Why}")]
    private static partial void LogOld(ILogger logger, string why);
}
