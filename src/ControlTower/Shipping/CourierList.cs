using ControlTower.Data;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>A courier as it is listed in the settings, those that are off too; of its secrets only whether they are there.</summary>
public sealed record CourierRow(
    string Key, CourierKind Kind, string Country, string? BaseUrl, int PollSeconds, IReadOnlyList<CourierService> Services, CourierConfig Config, bool IsOn, bool IsFixed,
    bool HasApiKey, bool HasSecret, bool HasAccount, DateTimeOffset? LastSuccessAt, DateTimeOffset? FailingSince, string? LastError);

/// <summary>All couriers there are.</summary>
public sealed class CourierList(IDbContextFactory<TowerDb> contexts, CourierBook open)
{
    private const int CouriersMax = 200;

    public async Task<IReadOnlyList<CourierRow>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Couriers.AsNoTracking().OrderByDescending(courier => courier.IsOn).ThenBy(courier => courier.Key).Take(CouriersMax).ToListAsync(cancellationToken);
        return [.. rows.Select(row =>
        {
            var known = open.Find(row.Key); // what the settings of the process give stands only there
            return new CourierRow(
                row.Key, row.Kind, row.Country, row.BaseUrl, row.PollSeconds, OpenCourier.ServicesOf(row.Services), OpenCourier.ConfigOf(row.Config), row.IsOn, row.IsFixed,
                known?.ApiKey is not null || row.ApiKey is not null, known?.Secrets.Count > 0 || row.WebhookSecret is not null,
                known?.Account.IsEmpty == false || row.Credentials is not null, row.LastSuccessAt, row.FailingSince, row.LastError);
        })];
    }
}
