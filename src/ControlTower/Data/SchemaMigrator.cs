using System.Diagnostics;
using ControlTower.Settings;
using Npgsql;

namespace ControlTower.Data;

/// <param name="Total">Migrations that this program carries.</param>
/// <param name="Applied">Those that were run now; 0 when another node had done it already.</param>
public sealed record MigrationReport(int Total, int Applied);

/// <summary>
/// Brings the database to the schema that this program was built for. Forward only; each migration in a transaction of its own,
/// so that a migrator which was killed leaves whole steps behind and the next one goes on from there.
/// </summary>
/// <remarks>
/// Of several nodes that start at once one migrates, the others wait for it. A database that is ahead of the program is left
/// alone: during a rolling upgrade old nodes run on the new schema.
/// </remarks>
/// <param name="ownerConnectionString">The user who owns the schema.</param>
public sealed class SchemaMigrator(string ownerConnectionString)
{
    /// <summary>Any number, but the same in every version of the tower.</summary>
    private const long OnlyOne = 4_707_170_001;
    private const int AttemptsMax = 40;

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(ownerConnectionString)
    {
        Pooling = false,
        CommandTimeout = 0, // waiting for another node's migration has no clock of its own: the start's token ends it
        KeepAlive = 5,
        ApplicationName = "tower migrate",
    }.ConnectionString;

    /// <summary>How long a migration may wait for a table: everybody else queues behind it meanwhile, so it gives way and tries again.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(3);

    public IReadOnlyList<Migration> Migrations { get; init; } = Migration.Carried;

    /// <exception cref="StartRefusedException">A migration was changed after it ran, or fails; the message names it.</exception>
    public async Task<MigrationReport> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync(cancellationToken);

        // The lock lives as long as the connection: a node that dies gives it back by dying.
        await RunAsync(connection, $"select pg_advisory_lock({OnlyOne})", cancellationToken);
        await RunAsync(connection, """
            create table if not exists schema_migration (
                number     int primary key,
                name       text not null,
                checksum   text not null,
                applied_at timestamptz not null default now(),
                took_ms    bigint not null
            )
            """, cancellationToken);

        var known = await KnownAsync(connection, cancellationToken);
        var applied = 0;
        foreach (var migration in Migrations)
        {
            if (!known.TryGetValue(migration.Number, out var checksum))
            {
                await ApplyAsync(connection, migration, cancellationToken);
                applied++;
            }
            else if (checksum != migration.Checksum)
            {
                throw new StartRefusedException(
                    $"Migration {migration.Name} was changed after it ran on this database: put its text back and write the change as a new migration (a demo database can be thrown away with ./tower reset).");
            }
        }

        await RunAsync(connection, AppGrants.Sql, cancellationToken);
        return new MigrationReport(Migrations.Count, applied);
    }

    /// <returns>The migrations that the database still lacks, by name; empty when it is ready. All of them when it was never migrated.</returns>
    public static async Task<IReadOnlyList<string>> MissingAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            var known = await KnownAsync(connection, cancellationToken);
            return [.. Migration.Carried.Where(migration => !known.ContainsKey(migration.Number)).Select(migration => migration.Name)];
        }
        catch (PostgresException never) when (never.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return [.. Migration.Carried.Select(migration => migration.Name)];
        }
    }

    private static async Task<Dictionary<int, string>> KnownAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select number, checksum from schema_migration", connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<int, string> known = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            known.Add(rows.GetInt32(0), rows.GetString(1));
        }

        return known;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ApplyOnceAsync(connection, migration, cancellationToken);
                return;
            }
            catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected && attempt < AttemptsMax)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Min(2000, 100 * attempt)), cancellationToken);
            }
            catch (PostgresException wrong) when (wrong.SqlState[..2] != "57") // 57: the server is going away, which is no fault of the migration
            {
                throw new StartRefusedException($"Migration {migration.Name} failed and nothing of it was kept: {wrong.MessageText} ({wrong.SqlState}).", wrong);
            }
        }
    }

    private async Task ApplyOnceAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, $"set local lock_timeout = {(long)LockTimeout.TotalMilliseconds}", cancellationToken);
        await RunAsync(connection, migration.Sql, cancellationToken);

        await using var note = new NpgsqlCommand("insert into schema_migration (number, name, checksum, took_ms) values ($1, $2, $3, $4)", connection)
        {
            Parameters =
            {
                new() { Value = migration.Number },
                new() { Value = migration.Name },
                new() { Value = migration.Checksum },
                new() { Value = (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds },
            },
        };
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
