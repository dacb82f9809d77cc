using System.Text.Json;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using Npgsql;

namespace ControlTower.ExceptionQueue;

/// <summary>Somebody who can be given a case.</summary>
public sealed record StaffMember(Guid Id, string Name, Role Role);

/// <summary>Whom a case can be given to: people and machines' keys whose role works on cases.</summary>
public sealed class CaseStaff(NpgsqlDataSource database)
{
    private const int ListMax = 200;

    private static readonly string[] s_roles =
        [.. RoleDuties.Holders(Duty.WorkCases).Where(role => role != Role.Automation).Select(role => JsonNamingPolicy.CamelCase.ConvertName(role.ToString()))];

    private const string Sql = """
        select id, name, role from (
            select p.id, p.display_name as name, p.user_name, r.role from person p join person_role r on r.person = p.id where p.disabled_at is null
            union all
            select k.id, k.name, null, k.role from machine_key k where k.revoked_at is null
        ) staff
        where role = any($1)
        """;

    /// <summary>By name; who has several roles stands there once.</summary>
    public async Task<IReadOnlyList<StaffMember>> ListAsync(CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"{Sql} order by name limit {ListMax}");
        read.Parameters.Add(new() { Value = s_roles });
        return [.. (await ReadAsync(read, cancellationToken)).DistinctBy(member => member.Id)];
    }

    /// <param name="text">Id, sign-in name or name.</param>
    public async Task<StaffMember?> FindAsync(string text, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"{Sql} and (id::text = lower($2) or lower(user_name) = lower($2) or lower(name) = lower($2)) limit 1");
        read.Parameters.Add(new() { Value = s_roles });
        read.Parameters.Add(new() { Value = text.Trim() });
        return (await ReadAsync(read, cancellationToken)).FirstOrDefault();
    }

    private static async Task<List<StaffMember>> ReadAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        var members = new List<StaffMember>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            members.Add(new(reader.GetGuid(0), reader.GetString(1), reader.Word<Role>(2)));
        }

        return members;
    }
}
