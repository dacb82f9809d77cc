using Npgsql;

namespace ControlTower.Data;

/// <summary>
/// Lets one node at a time do something that is no single transaction: a lock of the database's session, which ends with the process that
/// holds it. Quartz is a clock and no lock; this is the lock.
/// </summary>
public sealed class Fence : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private Fence(NpgsqlConnection connection) => _connection = connection;

    /// <returns>Null when another one is at it.</returns>
    public static async Task<Fence?> TryAsync(NpgsqlDataSource database, long key, CancellationToken cancellationToken)
    {
        var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
        if (await take.ExecuteScalarAsync(cancellationToken) is true)
        {
            return new(connection);
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The pool resets the session, and with it the lock.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
