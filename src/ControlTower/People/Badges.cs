using ControlTower.Playbook.Access;
using Npgsql;

namespace ControlTower.People;

/// <summary>Somebody's badge: who they are at a scanner.</summary>
/// <param name="Code">With its type; the last twelve letters of their id, which no two people share.</param>
public sealed record Badge(string Name, IReadOnlyList<Role> Roles, string Code)
{
    public static string CodeOf(Guid person) => $"BDG-{person.ToString("N")[20..].ToUpperInvariant()}";
}

/// <summary>The people who work in a warehouse, to be printed as badges.</summary>
public sealed class Badges(NpgsqlDataSource database)
{
    public const int PeopleMax = 480;

    public async Task<IReadOnlyList<Badge>> OfAsync(string warehouse, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select p.id, p.display_name, array_agg(r.role order by r.role) from person p join person_role r on r.person = p.id
            where p.disabled_at is null and (r.warehouses is null or $1 = any(r.warehouses)) group by p.id order by p.display_name, p.id limit {PeopleMax}
            """);
        read.Parameters.Add(new() { Value = warehouse });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        var badges = new List<Badge>();
        while (await row.ReadAsync(cancellationToken))
        {
            badges.Add(new(row.GetString(1), [.. row.GetFieldValue<string[]>(2).Select(role => Enum.Parse<Role>(role, ignoreCase: true))], Badge.CodeOf(row.GetGuid(0))));
        }

        return badges;
    }
}
