using Npgsql;

namespace ControlTower.Tests.Ground;

/// <summary>
/// A database of the tower's for one class of tests: a clone of the migrated template, dropped at the end. Take one in
/// <c>InitializeAsync</c> with <see cref="CloneAsync"/>.
/// </summary>
public sealed class TowerDatabase : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly string _name;

    private TowerDatabase(TestServer server, string name)
    {
        (_server, _name) = (server, name);
        (OwnerConnectionString, AppConnectionString, AdminConnectionString) = (server.As("ct_owner", name), server.As("ct_app", name), server.Admin(name));
        Source = NpgsqlDataSource.Create(AppConnectionString);
    }

    /// <summary>May change the schema.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>The user that the tower runs as.</summary>
    public string AppConnectionString { get; }

    /// <summary>The superuser, to break a row by hand.</summary>
    public string AdminConnectionString { get; }

    /// <summary>Sessions of the user that the tower runs as.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>A database with the whole schema and no rows but those the migrations bring.</summary>
    public static async Task<TowerDatabase> CloneAsync()
    {
        var (server, name) = (await TestServer.RunningAsync(), $"clone_{Guid.NewGuid():N}");
        await server.CloneAsync(name);
        return new TowerDatabase(server, name);
    }

    /// <summary>A database that was never migrated.</summary>
    public static async Task<TowerDatabase> EmptyAsync()
    {
        var (server, name) = (await TestServer.RunningAsync(), $"empty_{Guid.NewGuid():N}");
        await server.CreateEmptyAsync(name);
        return new TowerDatabase(server, name);
    }

    /// <summary>Runs SQL as the superuser.</summary>
    /// <returns>The first column of the first row; null when there is none.</returns>
    public Task<object?> AdminAsync(string sql) => ScalarAsync(AdminConnectionString, sql);

    /// <summary>Runs SQL as the user that the tower runs as.</summary>
    /// <returns>The first column of the first row; null when there is none.</returns>
    public Task<object?> AppAsync(string sql) => ScalarAsync(AppConnectionString, sql);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _server.DropAsync(_name);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
