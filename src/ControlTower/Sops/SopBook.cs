using System.Collections.Concurrent;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using Npgsql;

namespace ControlTower.Sops;

/// <summary>A procedure in one language, in the version that is in force.</summary>
public sealed record SopPage(string Slug, Role Role, int Version, DateTimeOffset PublishedAt, string PublishedBy, SopText Text);

/// <summary>When a procedure was published anew.</summary>
public sealed record SopVersion(int Version, DateTimeOffset PublishedAt, string PublishedBy);

/// <summary>The procedures as staff read them. Kept in memory until one is published anew.</summary>
public sealed class SopBook
{
    private const int PagesMax = 100;
    private readonly NpgsqlDataSource _database;
    private readonly ConcurrentDictionary<string, IReadOnlyList<SopPage>> _pages = new();

    public SopBook(NpgsqlDataSource database, LiveFeed feed)
    {
        _database = database;
        feed.Follow(entries =>
        {
            if (entries.Any(entry => entry.Keys.Any(key => key.StartsWith("sop:", StringComparison.Ordinal))))
            {
                _pages.Clear();
            }
        });
    }

    /// <param name="language">Two letters; a page that is not written in it is shown in English.</param>
    public async Task<IReadOnlyList<SopPage>> ListAsync(string language, CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(language, out var known))
        {
            return known;
        }

        var pages = await ReadAsync(language, cancellationToken);
        if (pages.Count > 0)
        {
            _pages[language] = pages;
        }

        return pages;
    }

    public async Task<SopPage?> FindAsync(string slug, string language, CancellationToken cancellationToken) =>
        (await ListAsync(language, cancellationToken)).FirstOrDefault(page => page.Slug == slug);

    /// <summary>As it once was, or as it is; read from its table, since only the version in force is kept in memory.</summary>
    /// <returns>Null: there is no such version.</returns>
    public async Task<SopPage?> FindAsync(string slug, int version, string language, CancellationToken cancellationToken)
    {
        await using var read = _database.CreateCommand("""
            select s.slug, s.role, v.version, v.published_at, v.published_by, v.body
            from sop s join sop_version v on v.slug = s.slug
            where s.slug = $2 and v.version = $3 and v.language in ($1, 'en') order by (v.language = $1) desc limit 1
            """);
        read.Parameters.Add(new() { Value = language });
        read.Parameters.Add(new() { Value = slug });
        read.Parameters.Add(new() { Value = version });
        return (await PagesAsync(read, cancellationToken)).FirstOrDefault();
    }

    /// <summary>Every version there was, the newest first.</summary>
    public async Task<IReadOnlyList<SopVersion>> VersionsAsync(string slug, CancellationToken cancellationToken)
    {
        await using var read = _database.CreateCommand($"select version, min(published_at), min(published_by) from sop_version where slug = $1 group by version order by version desc limit {PagesMax}");
        read.Parameters.Add(new() { Value = slug });
        var versions = new List<SopVersion>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            versions.Add(new(row.GetInt32(0), row.Time(1), row.GetString(2)));
        }

        return versions;
    }

    private async Task<List<SopPage>> ReadAsync(string language, CancellationToken cancellationToken)
    {
        await using var read = _database.CreateCommand($"""
            select distinct on (s.slug) s.slug, s.role, v.version, v.published_at, v.published_by, v.body
            from sop s join sop_version v on v.slug = s.slug
            where v.language in ($1, 'en') order by s.slug, v.version desc, (v.language = $1) desc limit {PagesMax}
            """);
        read.Parameters.Add(new() { Value = language });
        return await PagesAsync(read, cancellationToken);
    }

    private static async Task<List<SopPage>> PagesAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        var pages = new List<SopPage>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            pages.Add(new(row.GetString(0), row.Word<Role>(1), row.GetInt32(2), row.Time(3), row.GetString(4), SopText.Read(row.GetString(5))));
        }

        return pages;
    }
}
