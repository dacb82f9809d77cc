using Npgsql;

namespace ControlTower.Shipping.Road;

/// <summary>Finds whose delivery a picture proves.</summary>
public sealed class ProofReader(NpgsqlDataSource database)
{
    /// <returns>Key of the warehouse that sent the parcel; null: there is no such picture.</returns>
    public async Task<string?> WarehouseOfAsync(string file, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("select p.warehouse from proof_picture x join parcel p on p.id = x.parcel_id where x.file = $1");
        read.Parameters.Add(new() { Value = file });
        return await read.ExecuteScalarAsync(cancellationToken) as string;
    }
}
