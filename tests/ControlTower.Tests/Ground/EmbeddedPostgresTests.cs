using ControlTower.Data;
using ControlTower.Settings;
using Npgsql;

namespace ControlTower.Tests.Ground;

/// <summary>The tower's own PostgreSQL, started for real in a folder of its own.</summary>
public sealed class EmbeddedPostgresTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tower-embedded-").FullName;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    [Fact]
    public async Task A_first_start_makes_two_users_and_the_towers_one_may_not_change_the_schema()
    {
        await using var postgres = await StartAsync();

        await RunAsync(postgres.OwnerConnectionString, "create table thing(id int)");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(postgres.AppConnectionString, "create table other(id int)"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task It_never_runs_as_root_and_nobody_else_may_read_its_passwords()
    {
        await using var postgres = await StartAsync();

        var uid = File.ReadLines($"/proc/{postgres.Pid}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

        Assert.NotEqual("0", uid);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "postgres", "passwords")));
        Assert.DoesNotContain("Password=;", postgres.AppConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_killed_server_comes_back_on_its_port_with_all_that_was_committed()
    {
        await using var postgres = await StartAsync();
        await RunAsync(postgres.OwnerConnectionString, "create table kept(id int); insert into kept select generate_series(1, 100)");
        var port = postgres.Port;

        await postgres.KillAsync();
        await postgres.RestartAsync();

        Assert.Equal(port, postgres.Port);
        NpgsqlConnection.ClearAllPools();
        Assert.Equal(100L, await RunAsync(postgres.OwnerConnectionString, "select count(*) from kept"));
    }

    [Fact]
    public async Task A_server_that_outlived_its_tower_is_taken_over_and_not_started_twice()
    {
        var (pid, port) = await LeftBehindAsync();

        await using var postgres = await StartAsync();

        Assert.True(postgres.IsAdopted);
        Assert.Equal((pid, port), (postgres.Pid, postgres.Port));
        Assert.Equal(1, await RunAsync(postgres.AppConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_second_tower_on_the_same_folder_is_told_so()
    {
        await using var postgres = await StartAsync();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(StartAsync);

        Assert.Contains("Another tower runs on", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync(postgres.AppConnectionString, "select 1"));
    }

    [Fact]
    public async Task It_stops_with_its_tower_and_starts_again_with_its_data()
    {
        int pid;
        await using (var first = await StartAsync())
        {
            pid = first.Pid;
            await RunAsync(first.OwnerConnectionString, "create table kept(id int)");
        }

        Assert.False(File.Exists($"/proc/{pid}/cmdline") && (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).Length > 0);
        await using var second = await StartAsync();
        Assert.False(second.IsAdopted);
        Assert.Equal(0L, await RunAsync(second.OwnerConnectionString, "select count(*) from kept"));
    }

    private Task<EmbeddedPostgres> StartAsync() => EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(_folder, IsForTests: true, null), default);

    /// <summary>What a kill -9 of the tower leaves: the server runs, nobody holds the folder. The tower's part is played by this test's own process, given up.</summary>
    private async Task<(int Pid, int Port)> LeftBehindAsync()
    {
        var postgres = await StartAsync();
        var left = (postgres.Pid, postgres.Port);
        postgres.LetGo();
        return left;
    }

    private static async Task<object?> RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
