using Npgsql;
using NpgsqlTypes;

namespace ControlTower.Journal;

/// <summary>An entry as it is read.</summary>
/// <param name="Position">In the feed; null until the stamper was there.</param>
/// <param name="Old">JSON; null where there was nothing before.</param>
/// <param name="New">JSON.</param>
/// <param name="Order">Running number of the one order that the entry is about, or whose case, hold or parcel it is about; null for what is about none.</param>
public sealed record JournalRow(
    long? Position, Guid Entry, DateTimeOffset At, Guid Actor, string ActorName, string? Device, Guid CommandId, string Kind, string Subject,
    IReadOnlyList<string> Keys, string? Old, string New, string? Why, long? Order);

/// <summary>What an auditor looks for; null: everything.</summary>
/// <param name="Who">A part of the actor's name.</param>
/// <param name="Kind"><c>OrderCancelled</c>, or the beginning of it.</param>
/// <param name="Order">Running number of an order.</param>
/// <param name="From">From then on.</param>
/// <param name="To">Before then.</param>
/// <param name="Warehouses">Only what belongs to these.</param>
public sealed record JournalFilter(
    string? Who = null, string? Kind = null, long? Order = null, DateTimeOffset? From = null, DateTimeOffset? To = null, IReadOnlyCollection<string>? Warehouses = null);

/// <summary>Reads the journal: backwards for people, forwards for machines that follow it.</summary>
public sealed class JournalReader(NpgsqlDataSource database)
{
    private const string Columns = "p.pos, j.id, j.at, j.actor, j.actor_name, j.device, j.command_id, j.kind, j.subject, j.keys, j.old::text, j.new::text, j.why, " + OrderOf;

    /// <summary>The one order among the keys; what touched several (the release of backorders) names none.</summary>
    private const string OrderOf = """
        (select case when count(*) = 1 then min(o.number) end
         from unnest(j.keys) as named join sales_order o on o.id = case when starts_with(named, 'order:') then substr(named, 7)::uuid end)
        """;

    /// <summary>An entry belongs to a warehouse that its keys name, and to those that an order of its keys is fulfilled from.</summary>
    private static string InScope(string scope) => $"""
        ({scope}::text[] is null or exists (
            select from unnest(j.keys) as key
            where split_part(key, ':', 1) = 'warehouse' and substr(key, 11) = any({scope})
               or split_part(key, ':', 1) = 'stock' and split_part(substr(key, 7), '/', 1) = any({scope})
               or split_part(key, ':', 1) = 'order' and exists (
                      select from fulfilment_group g where 'order:' || g.order_id = key and g.warehouse = any({scope}))))
        """;

    /// <summary>The newest first.</summary>
    /// <param name="before">Position of the last row of the page before; null: from the newest.</param>
    public async Task<IReadOnlyList<JournalRow>> BackAsync(JournalFilter filter, long? before, int take, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select {Columns} from journal_position p join journal j on j.id = p.entry
            where {InScope("$8")} and ($1::bigint is null or p.pos < $1)
              and ($2::text is null or strpos(lower(j.actor_name), lower($2)) > 0)
              and ($3::text is null or starts_with(lower(j.kind), lower($3)))
              and ($4::bigint is null or j.keys @> array(select 'order:' || id from sales_order where number = $4) and exists (select from sales_order where number = $4))
              and ($5::timestamptz is null or j.at >= $5) and ($6::timestamptz is null or j.at < $6)
            order by p.pos desc limit $7
            """);
        Add(read, NpgsqlDbType.Bigint, before);
        Add(read, NpgsqlDbType.Text, filter.Who);
        Add(read, NpgsqlDbType.Text, filter.Kind);
        Add(read, NpgsqlDbType.Bigint, filter.Order);
        Add(read, NpgsqlDbType.TimestampTz, filter.From?.ToUniversalTime());
        Add(read, NpgsqlDbType.TimestampTz, filter.To?.ToUniversalTime());
        Add(read, NpgsqlDbType.Integer, take);
        Add(read, NpgsqlDbType.Array | NpgsqlDbType.Text, filter.Warehouses?.ToArray());
        return await RowsAsync(read, cancellationToken);
    }

    /// <summary>The feed: what came after a position, in its order.</summary>
    /// <param name="warehouses">Null: everything; else only what belongs to these, and then positions are left out.</param>
    public async Task<IReadOnlyList<JournalRow>> FollowAsync(
        long after, int take, IReadOnlyCollection<string>? warehouses, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(
            $"select {Columns} from journal_position p join journal j on j.id = p.entry where p.pos > $1 and {InScope("$3")} order by p.pos limit $2");
        Add(read, NpgsqlDbType.Bigint, after);
        Add(read, NpgsqlDbType.Integer, take);
        Add(read, NpgsqlDbType.Array | NpgsqlDbType.Text, warehouses?.ToArray());
        return await RowsAsync(read, cancellationToken);
    }

    public async Task<JournalRow?> FindAsync(Guid entry, IReadOnlyCollection<string>? warehouses, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand(
            $"select {Columns} from journal j left join journal_position p on p.entry = j.id where j.id = $1 and {InScope("$2")}");
        Add(read, NpgsqlDbType.Uuid, entry);
        Add(read, NpgsqlDbType.Array | NpgsqlDbType.Text, warehouses?.ToArray());
        return await RowsAsync(read, cancellationToken) is [var row] ? row : null;
    }

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) => command.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });

    private static async Task<IReadOnlyList<JournalRow>> RowsAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        var rows = new List<JournalRow>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(new(
                row.IsDBNull(0) ? null : row.GetInt64(0), row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2), row.GetGuid(3), row.GetString(4), Text(row, 5), row.GetGuid(6),
                row.GetString(7), row.GetString(8), row.GetFieldValue<string[]>(9), Text(row, 10), row.GetString(11), Text(row, 12),
                row.IsDBNull(13) ? null : row.GetInt64(13)));
        }

        return rows;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
