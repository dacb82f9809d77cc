using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Tests.Ground;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace ControlTower.Tests.Architecture;

/// <summary>The schema is written in SQL and mapped by hand. Here the two are held against each other, column by column.</summary>
public sealed class MappingMatchesSchemaTests : IAsyncLifetime
{
    private TowerDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TowerDatabase.CloneAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Every_column_of_the_towers_tables_is_mapped_as_it_is()
    {
        await using var db = new TowerDb(Options<TowerDb>());
        Assert.Empty(await DifferencesAsync(db));
    }

    [Fact]
    public async Task Every_column_of_the_tables_of_access_is_mapped_as_it_is()
    {
        await using var db = new AccessDb(Options<AccessDb>());
        Assert.Empty(await DifferencesAsync(db));
    }

    [Fact]
    public async Task A_column_of_another_type_is_found()
    {
        await _database.AdminAsync("alter table order_note alter column at type timestamp, alter column at drop not null");
        await using var db = new TowerDb(Options<TowerDb>());

        Assert.Equal("order_note.at is mapped as timestamp with time zone not null and is timestamp without time zone null", Assert.Single(await DifferencesAsync(db)));
    }

    private async Task<List<string>> DifferencesAsync(DbContext db)
    {
        var columns = await ReadAsync();
        return [.. db.Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Select(column => (Name: $"{table.Name}.{column.Name}", Mapped: Spell(column))))
            .Where(one => columns.GetValueOrDefault(one.Name) is not { } there || there != one.Mapped)
            .Select(one => $"{one.Name} is mapped as {one.Mapped} and is {columns.GetValueOrDefault(one.Name, "not there")}")];
    }

    private static string Spell(IColumn column) => $"{TypeOf(column.StoreType)} {(column.IsNullable ? "null" : "not null")}";

    /// <summary>PostgreSQL keeps both as text of any length, and has one number with a point.</summary>
    private static string TypeOf(string type) =>
        type.StartsWith("character varying", StringComparison.Ordinal) ? "text" : type.StartsWith("numeric", StringComparison.Ordinal) ? "numeric" : type;

    private async Task<Dictionary<string, string>> ReadAsync()
    {
        await using var read = _database.Source.CreateCommand("""
            select c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
            """);
        await using var reader = await read.ExecuteReaderAsync();
        var columns = new Dictionary<string, string>();
        while (await reader.ReadAsync())
        {
            columns[reader.GetString(0)] = $"{TypeOf(reader.GetString(1))} {(reader.GetBoolean(2) ? "not null" : "null")}";
        }

        return columns;
    }

    private DbContextOptions<TContext> Options<TContext>()
        where TContext : DbContext => new DbContextOptionsBuilder<TContext>().UseNpgsql(_database.Source).UseSnakeCaseNamingConvention().Options;
}
