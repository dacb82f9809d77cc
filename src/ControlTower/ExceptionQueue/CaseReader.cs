using System.Text.Json;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.ExceptionQueue;

/// <summary>What a list of cases is asked for; null: any.</summary>
/// <param name="State">Null: what is not solved.</param>
/// <param name="Owner">A part of the owner's name; <c>none</c>: nobody has it.</param>
/// <param name="Order">Running number of its order.</param>
/// <param name="After">Due time and id of the last case that was seen.</param>
public sealed record CaseListAsk(
    ExceptionCode? Code = null, CaseState? State = null, Severity? Severity = null, Role? OwnerRole = null, string? Owner = null, long? Order = null,
    string? Cause = null, (DateTimeOffset DueAt, Guid Id)? After = null, int Take = 50);

/// <summary>A case, and how many live ones have the same cause, itself included.</summary>
public sealed record ReadCase(CaseRow Row, int SameCause);

/// <summary>Reads cases from their table: for machines, and for a case that is no longer on the board.</summary>
public sealed class CaseReader(NpgsqlDataSource database, OrderNumbers numbers)
{
    /// <returns>By due time; one more than asked for, where there are more.</returns>
    public async Task<IReadOnlyList<ReadCase>> ListAsync(CaseListAsk ask, Actor actor, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select *, (select count(*)::int from exception_case same where same.cause_key = listed.cause_key and same.state <> 'resolved') from ({CaseReading.Sql}
            where ($1::text is null or x.code = $1) and (case when $2::text is null then x.state <> 'resolved' else x.state = $2 end)
              and ($3::text is null or x.severity = $3) and ($4::text is null or x.owner_role = $4)
              and ($5::text is null or case when $5 = 'none' then x.owner is null else strpos(lower(x.owner_name), lower($5)) > 0 end)
              and ($6::bigint is null or o.number = $6) and ($7::text is null or x.cause_key = $7)
              and ($8::timestamptz is null or (x.due_at, x.id) > ($8, $9))
              and ($10::text[] is null or g.warehouses is null or string_to_array(g.warehouses, ',') && $10)
            order by x.due_at, x.id limit $11) listed order by due_at, id
            """);
        Add(read, NpgsqlDbType.Text, ask.Code?.Text());
        Add(read, NpgsqlDbType.Text, Spell(ask.State));
        Add(read, NpgsqlDbType.Text, Spell(ask.Severity));
        Add(read, NpgsqlDbType.Text, Spell(ask.OwnerRole));
        Add(read, NpgsqlDbType.Text, ask.Owner);
        Add(read, NpgsqlDbType.Bigint, ask.Order);
        Add(read, NpgsqlDbType.Text, ask.Cause);
        Add(read, NpgsqlDbType.TimestampTz, ask.After?.DueAt);
        Add(read, NpgsqlDbType.Uuid, ask.After?.Id);
        Add(read, NpgsqlDbType.Array | NpgsqlDbType.Text, actor.Warehouses?.ToArray());
        Add(read, NpgsqlDbType.Integer, ask.Take + 1);
        return await RowsAsync(read, cancellationToken);
    }

    /// <returns>Null where there is none, or where it is another warehouse's.</returns>
    public async Task<ReadCase?> FindAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select *, (select count(*)::int from exception_case same where same.cause_key = listed.cause_key and same.state <> 'resolved')
            from ({CaseReading.Sql} where x.id = $1) listed
            """);
        Add(read, NpgsqlDbType.Uuid, id);
        return await RowsAsync(read, cancellationToken) is [var one] && one.Row.IsSeenBy(actor) ? one : null;
    }

    private async Task<List<ReadCase>> RowsAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        var rows = new List<ReadCase>();
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(CaseReading.RowOf(reader, numbers), reader.GetInt32(reader.FieldCount - 1)));
        }

        return rows;
    }

    private static string? Spell<T>(T? value)
        where T : struct, Enum => value is { } there ? JsonNamingPolicy.CamelCase.ConvertName(there.ToString()) : null;

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) => command.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
