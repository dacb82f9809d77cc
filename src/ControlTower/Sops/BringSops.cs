using System.Reflection;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Sops;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Sops;

/// <summary>
/// The procedures that travel with the program. At the start each becomes version 1; where the program brings another text than it last did, the
/// next version. What somebody else published meanwhile is not touched by a text that stayed the same.
/// </summary>
public sealed class BringSops(CommitGate gate)
{
    private const string Folder = "seed/sops/";
    private const long Fence = 7_020; // nodes that start at once

    /// <returns>How many procedures got a new version.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) => HandleAsync(Brought(), cancellationToken);

    internal Task<int> HandleAsync(IReadOnlyList<SopSeed> seeds, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Fence})", cancellationToken);
            var published = 0;
            foreach (var pages in seeds.GroupBy(seed => seed.Slug))
            {
                published += await PublishAsync(work, pages.Key, [.. pages], cancellationToken) ? 1 : 0;
            }

            return published;
        }, cancellationToken);

    private static async Task<bool> PublishAsync(Work work, string slug, List<SopSeed> pages, CancellationToken cancellationToken)
    {
        var db = work.Db.Database;
        var before = await db.SqlQuery<string>($"""
            select body as "Value" from sop_version v where slug = {slug} and published_by = {work.By.Name}
                and version = (select max(version) from sop_version where slug = {slug} and published_by = {work.By.Name})
            """).ToListAsync(cancellationToken);
        if (before.ToHashSet().SetEquals(pages.Select(page => page.Body)))
        {
            return false;
        }

        var role = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(pages[0].Role.ToString());
        await db.ExecuteSqlAsync($"insert into sop (slug, role) values ({slug}, {role}) on conflict (slug) do update set role = excluded.role", cancellationToken);
        var version = 1 + await db.SqlQuery<int>($"""select coalesce(max(version), 0) as "Value" from sop_version where slug = {slug}""").SingleAsync(cancellationToken);
        foreach (var page in pages)
        {
            await db.ExecuteSqlAsync($"""
                insert into sop_version (slug, version, language, title, body, published_at, published_by)
                values ({slug}, {version}, {page.Language}, {SopText.Read(page.Body).Title}, {page.Body}, {work.Now}, {work.By.Name})
                """, cancellationToken);
        }

        work.Also(new SopPublished(slug, version, [.. pages.Select(page => page.Language)]));
        return true;
    }

    /// <summary>Files are named <c>slug.language.md</c>; the line "For: role" says whose procedure it is.</summary>
    private static List<SopSeed> Brought()
    {
        var assembly = typeof(BringSops).Assembly;
        return [.. assembly.GetManifestResourceNames().Select(name => (Name: name, Path: name.Replace('\\', '/')))
            .Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal) && file.Path.EndsWith(".md", StringComparison.Ordinal))
            .Select(file => SopSeed.Read(file.Path[Folder.Length..], Text(assembly, file.Name)))];
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

/// <summary>One page as it travels with the program.</summary>
internal sealed record SopSeed(string Slug, string Language, Role Role, string Body)
{
    public static SopSeed Read(string file, string body)
    {
        var parts = file.Split('.');
        var role = body.Split('\n').First(line => line.StartsWith("For:", StringComparison.Ordinal))[4..].Trim();
        return new(parts[0], parts[1], Enum.Parse<Role>(role, ignoreCase: true), body);
    }
}
