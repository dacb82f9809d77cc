using ControlTower.Data;
using ControlTower.Settings;
using Npgsql;

namespace ControlTower.Tests.Ground;

/// <summary>The migrator on real databases that begin empty.</summary>
public sealed class SchemaMigratorTests : IAsyncLifetime
{
    private static readonly Migration s_gate = new(1, "0001_gate", "create table gate(id int); insert into gate values (1);");
    private static readonly Migration s_journal = new(2, "0002_journal", """
        lock table gate;
        create table journal(id int, note text) partition by list (id);
        create table journal_one partition of journal for values in (1);
        create table thing(id int generated always as identity, note text);
        """);

    private TowerDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TowerDatabase.EmptyAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task The_carried_migrations_bring_an_empty_database_up_and_a_second_run_has_nothing_to_do()
    {
        Assert.NotEmpty(await SchemaMigrator.MissingAsync(_database.Source, default));

        var first = await Migrator(Migration.Carried).MigrateAsync(default);
        var second = await Migrator(Migration.Carried).MigrateAsync(default);

        Assert.Equal((first.Total, 0), (first.Applied, second.Applied));
        Assert.Empty(await SchemaMigrator.MissingAsync(_database.Source, default));
    }

    [Fact]
    public async Task A_migration_that_was_changed_after_it_ran_is_refused_by_name_and_nothing_else_runs()
    {
        await Migrator(s_gate).MigrateAsync(default);

        var changed = Migrator(s_gate with { Sql = s_gate.Sql + " -- a word" }, s_journal);
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => changed.MigrateAsync(default));

        Assert.StartsWith("Migration 0001_gate was changed after it ran", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await _database.AdminAsync("select count(*) from schema_migration"));
    }

    [Fact]
    public void Other_line_ends_are_no_change_and_another_word_is_one()
    {
        Assert.Equal(s_journal.Checksum, (s_journal with { Sql = s_journal.Sql.ReplaceLineEndings("\r\n") }).Checksum);
        Assert.NotEqual(s_journal.Checksum, (s_journal with { Sql = s_journal.Sql + "-" }).Checksum);
    }

    [Fact]
    public async Task Four_nodes_that_start_at_once_migrate_once()
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator(s_gate, s_journal).MigrateAsync(default)));

        Assert.Equal([0, 0, 0, 2], reports.Select(report => report.Applied).Order());
        Assert.Equal(1L, await _database.AdminAsync("select count(*) from gate"));
    }

    [Fact]
    public async Task A_migrator_killed_in_the_middle_leaves_whole_steps_and_the_next_one_finishes()
    {
        await Migrator(s_gate).MigrateAsync(default);
        await using (var holder = await HoldGateAsync())
        {
            var killed = Migrator(s_gate, s_journal).MigrateAsync(default);
            await UntilAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'tower migrate' and wait_event_type = 'Lock'");
            await Assert.ThrowsAnyAsync<NpgsqlException>(() => killed);
        }

        Assert.Equal(DBNull.Value, await _database.AdminAsync("select to_regclass('thing')::text"));
        var report = await Migrator(s_gate, s_journal).MigrateAsync(default);
        Assert.Equal(1, report.Applied);
    }

    [Fact]
    public async Task A_busy_table_is_waited_for_without_keeping_everybody_else_waiting()
    {
        await Migrator(s_gate).MigrateAsync(default);
        Task<MigrationReport> migrating;
        await using (var holder = await HoldGateAsync())
        {
            migrating = Migrator(s_gate, s_journal).MigrateAsync(default);
            await UntilAsync("select pid from pg_stat_activity where datname = current_database() and application_name = 'tower migrate' and wait_event_type = 'Lock'");
            await Task.Delay(500);
            Assert.False(migrating.IsCompleted);
        }

        Assert.Equal(1, (await migrating).Applied);
    }

    [Fact]
    public async Task A_migration_that_fails_says_which_and_what_and_keeps_nothing()
    {
        var wrong = new Migration(2, "0002_wrong", "create table thing(id int);\ncreate table gate(id int);");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Migrator(s_gate, wrong).MigrateAsync(default));

        Assert.StartsWith("Migration 0002_wrong failed and nothing of it was kept: relation \"gate\" already exists (42P07)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await _database.AdminAsync("select to_regclass('thing')::text"));
    }

    [Theory]
    [InlineData("insert into thing(note) values ('a'); update thing set note = 'b'; delete from thing", true)]
    [InlineData("insert into journal values (1, 'a')", true)]
    [InlineData("update journal set note = 'b'", false)]
    [InlineData("delete from journal", false)]
    [InlineData("truncate journal", false)]
    [InlineData("update journal_one set note = 'b'", false)]
    [InlineData("update schema_migration set checksum = ''", false)]
    [InlineData("create table mine(id int)", false)]
    [InlineData("alter table thing add column b int", false)]
    [InlineData("drop table thing", false)]
    public async Task The_towers_user_works_on_every_table_adds_to_the_journal_and_changes_no_schema(string sql, bool isAllowed)
    {
        await Migrator(s_gate, s_journal).MigrateAsync(default);

        var refused = await Record.ExceptionAsync(() => _database.AppAsync(sql));

        Assert.Equal(isAllowed ? null : PostgresErrorCodes.InsufficientPrivilege, (refused as PostgresException)?.SqlState);
    }

    private SchemaMigrator Migrator(params IReadOnlyList<Migration> migrations) =>
        new(_database.OwnerConnectionString) { Migrations = migrations, LockTimeout = TimeSpan.FromMilliseconds(300) };

    private async Task<NpgsqlConnection> HoldGateAsync()
    {
        var holder = new NpgsqlConnection(_database.AdminConnectionString);
        await holder.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table gate", holder);
        await command.ExecuteNonQueryAsync();
        return holder;
    }

    private async Task UntilAsync(string sql)
    {
        for (var look = 0; look < 200; look++)
        {
            if (await _database.AdminAsync(sql) is not null)
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"It never came to: {sql}");
    }
}
