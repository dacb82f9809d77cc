using Npgsql;

namespace ControlTower.Picking;

/// <summary>The places of one warehouse, to be printed as labels.</summary>
/// <param name="Site">Its name.</param>
/// <param name="Zones">All that have bins; one is printed at a time.</param>
/// <param name="Bins">Of the asked zone, in the order of the walk; at most <see cref="FloorCodes.BinsMax"/>.</param>
public sealed record CodesOfSite(string Site, IReadOnlyList<string> Zones, IReadOnlyList<string> Bins);

/// <summary>What stands on the labels of shelves. Codes carry their type, so that no shelf is taken for an article.</summary>
public sealed class FloorCodes(NpgsqlDataSource database)
{
    public const int BinsMax = 480;
    public const string BinPrefix = "LOC-";
    public const string TotePrefix = "TOTE-";
    public const string CommandPrefix = "CMD-";

    /// <summary>Commands in the order in which they hang at a bench.</summary>
    public static readonly IReadOnlyList<string> Commands = ["OK", "CANCEL", "UNDO", "SHORT", "DAMAGED", "NEXTBOX", "PRINT"];

    /// <param name="zone">Null: the first one.</param>
    /// <returns>Null where there is no such warehouse.</returns>
    public async Task<CodesOfSite?> FindAsync(string warehouse, string? zone, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select w.name, coalesce((select array_agg(distinct zone order by zone) from bin where warehouse = w.key and bin ~ '^[ -~]+$'), array[]::text[]) as zones
            from warehouse w where w.key = $1
            """);
        read.Parameters.Add(new() { Value = warehouse });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var zones = row.GetFieldValue<string[]>(1);
        return new(row.GetString(0), zones, await BinsAsync(warehouse, zone ?? zones.FirstOrDefault() ?? "", cancellationToken));
    }

    private async Task<List<string>> BinsAsync(string warehouse, string zone, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"select bin from bin where warehouse = $1 and zone = $2 and bin ~ '^[ -~]+$' order by aisle, bay, level, bin limit {BinsMax}");
        read.Parameters.Add(new() { Value = warehouse });
        read.Parameters.Add(new() { Value = zone });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        var bins = new List<string>();
        while (await row.ReadAsync(cancellationToken))
        {
            bins.Add(row.GetString(0));
        }

        return bins;
    }
}
