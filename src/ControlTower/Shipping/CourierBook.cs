using System.Collections.Frozen;
using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ControlTower.Shipping;

/// <summary>
/// The couriers, in memory on this node. Settings of the process win over what is kept in the database under the same key.
/// Read anew when a courier changes (the feed tells) and every minute.
/// </summary>
public sealed partial class CourierBook(
    IDbContextFactory<TowerDb> contexts, IOptions<CouriersOptions> settings, IDataProtectionProvider protection, LiveFeed feed, TimeProvider clock, ILogger<CourierBook> logger)
    : BackgroundService
{
    private const string ProtectionPurpose = "ControlTower.Couriers";
    private const string FeedPrefix = "courier:";
    private static readonly TimeSpan s_look = TimeSpan.FromMinutes(1);

    private readonly Bell _bell = new();
    private FrozenDictionary<string, OpenCourier> _couriers = FrozenDictionary<string, OpenCourier>.Empty;

    /// <summary>By key; those that are off, too: their parcels are still on the road.</summary>
    public IReadOnlyCollection<OpenCourier> All => _couriers.Values;

    public OpenCourier? Find(string key) => _couriers.GetValueOrDefault(key);

    public string Protect(string secret) => protection.CreateProtector(ProtectionPurpose).Protect(secret);

    public string? Protect(CourierAccount account) => account.IsEmpty ? null : Protect(JsonSerializer.Serialize(account, JournalJson.Options));

    /// <summary>Writes the couriers of the settings into their table, so that bookings can name them.</summary>
    public async Task BringSettingsAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var (key, given) in settings.Value)
        {
            var (name, kind) = (key.ToLowerInvariant(), JsonNamingPolicy.CamelCase.ConvertName(given.Kind.ToString()));
            await db.Database.ExecuteSqlAsync($"""
                insert into courier (key, kind, country, base_url, poll_seconds, services, config, is_on, is_fixed)
                values ({name}, {kind}, {given.Country ?? ""}, {given.BaseUrl?.ToString()}, {given.PollSeconds}, '[]', json_build_object()::jsonb, true, true)
                on conflict (key) do update set kind = excluded.kind, country = excluded.country, base_url = excluded.base_url, poll_seconds = excluded.poll_seconds, is_fixed = true
                """, cancellationToken);
        }

        var fixedKeys = settings.Value.Keys.Select(key => key.ToLowerInvariant()).ToArray();
        await db.Database.ExecuteSqlAsync($"update courier set is_fixed = false, is_on = false where is_fixed and not key = any({fixedKeys})", cancellationToken);
        await LoadAsync(cancellationToken);
    }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Couriers.AsNoTracking().ToListAsync(cancellationToken);
        _couriers = rows.Select(Open).ToFrozenDictionary(courier => courier.Key);
    }

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        feed.Follow(entries =>
        {
            if (entries.Any(entry => entry.Keys.Any(key => key.StartsWith(FeedPrefix, StringComparison.Ordinal))))
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

    private OpenCourier Open(Courier row)
    {
        var (services, config) = (OpenCourier.ServicesOf(row.Services), OpenCourier.ConfigOf(row.Config));
        if (settings.Value.TryGetValue(row.Key, out var given))
        {
            return new(
                row.Key, given.Kind, given.Country ?? "", given.BaseUrl, given.ApiKey, given.WebhookSecret is { } secret ? [secret] : [],
                new(given.User, given.Password, given.Account, given.Pin, given.Entity), given.PollSeconds, services, config, row.IsOn, IsFixed: true);
        }

        var protector = protection.CreateProtector(ProtectionPurpose);
        var account = row.Credentials is { } kept ? JsonSerializer.Deserialize<CourierAccount>(protector.Unprotect(kept), JournalJson.Options) : null;
        return new(
            row.Key, row.Kind, row.Country, row.BaseUrl is { } url ? new Uri(url) : null, row.ApiKey is { } key ? protector.Unprotect(key) : null,
            [.. new[] { row.WebhookSecret, row.WebhookSecretBefore }.OfType<string>().Select(protector.Unprotect)],
            account ?? new(), row.PollSeconds, services, config, row.IsOn, IsFixed: false);
    }

    [LoggerMessage(7001, LogLevel.Warning, "The couriers could not be read anew: {Why}")]
    private static partial void LogOld(ILogger logger, string why);
}
