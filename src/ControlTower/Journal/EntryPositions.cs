using Npgsql;

namespace ControlTower.Journal;

/// <summary>Where an entry stands in the feed.</summary>
public sealed class EntryPositions(NpgsqlDataSource database)
{
    /// <returns>Null until the stamper was there.</returns>
    public async Task<long?> FindAsync(Guid entry, CancellationToken cancellationToken)
    {
        await using var find = database.CreateCommand("select pos from journal_position where entry = $1");
        find.Parameters.Add(new() { Value = entry });
        return await find.ExecuteScalarAsync(cancellationToken) as long?;
    }
}
