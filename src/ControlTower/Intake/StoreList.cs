using ControlTower.Data;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>A store as it is listed in the settings, closed ones too; of its secrets only whether they are there.</summary>
public sealed record StoreRow(
    string Key, Channel Kind, string Country, string Currency, CodConfirmPolicy CodConfirm, string? BaseUrl, int SweepSeconds, bool IsFixed, bool IsClosed,
    bool HasSecret, bool HasApiKey, DateTimeOffset? LastMessageAt, DateTimeOffset? LastSuccessAt, string? LastError);

/// <summary>All stores there are.</summary>
public sealed class StoreList(IDbContextFactory<TowerDb> contexts, StoreBook open)
{
    private const int StoresMax = 500;

    public async Task<IReadOnlyList<StoreRow>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Stores.AsNoTracking().OrderBy(store => store.IsClosed).ThenBy(store => store.Key).Take(StoresMax).ToListAsync(cancellationToken);
        return [.. rows.Select(row =>
        {
            var known = open.Find(row.Key); // what the settings of the process give stands only there
            return new StoreRow(
                row.Key, row.Kind, row.Country, row.Currency, row.CodConfirm, row.BaseUrl, row.SweepSeconds, row.IsFixed, row.IsClosed,
                known?.Secrets.Count > 0 || row.Secret is not null, known?.ApiKey is not null || row.ApiKey is not null, row.LastMessageAt, row.LastSuccessAt, row.LastError);
        })];
    }
}
