using System.Text;
using ControlTower.Live;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Npgsql;
using NpgsqlTypes;

namespace ControlTower.Intake;

/// <summary>A raw message as it is shown.</summary>
/// <param name="Headers">JSON object.</param>
/// <param name="Body">As text; null in lists.</param>
/// <param name="Number">Of the order that was made of it.</param>
/// <param name="Case">Its case, the newest.</param>
public sealed record ShelvedMessage(
    Guid Id, string Store, string Door, string Topic, string? ExternalId, DateTimeOffset ReceivedAt, InboundState State, string? Reason, int Attempts, string Headers,
    string? Body, string? Number, Guid? Case);

/// <summary>What is asked of the messages; null: any.</summary>
/// <param name="After">Time and id of the last one that was seen.</param>
public sealed record MessageListAsk(string? Store, InboundState? State, (DateTimeOffset ReceivedAt, Guid Id)? After, int Take);

/// <summary>Reads what came in, raw.</summary>
public sealed class MessageShelf(NpgsqlDataSource database, OrderNumbers numbers)
{
    private static string Sql(string body) => $"""
        select m.id, m.store, m.door, m.topic, m.external_id, m.received_at, m.state, m.reason, m.attempts, m.headers::text, {body}, o.number,
               (select id from exception_case x where x.subject_kind = 'message' and x.subject_id = m.id::text order by x.opened_at desc limit 1)
        from inbound_message m left join sales_order o on o.id = m.order_id
        """;

    /// <returns>The newest first; one more than asked for, where there are more.</returns>
    public async Task<IReadOnlyList<ShelvedMessage>> ListAsync(MessageListAsk ask, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            {Sql("null::bytea")} where ($1::text is null or m.store = $1) and ($2::text is null or m.state = $2)
              and ($3::timestamptz is null or (m.received_at, m.id) < ($3, $4)) order by m.received_at desc, m.id desc limit $5
            """);
        Add(read, NpgsqlDbType.Text, ask.Store);
        Add(read, NpgsqlDbType.Text, ask.State is { } state ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString()) : null);
        Add(read, NpgsqlDbType.TimestampTz, ask.After?.ReceivedAt);
        Add(read, NpgsqlDbType.Uuid, ask.After?.Id);
        Add(read, NpgsqlDbType.Integer, ask.Take + 1);
        return await RowsAsync(read, cancellationToken);
    }

    public async Task<ShelvedMessage?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"{Sql("m.body")} where m.id = $1");
        Add(read, NpgsqlDbType.Uuid, id);
        return await RowsAsync(read, cancellationToken) is [var one] ? one : null;
    }

    private async Task<List<ShelvedMessage>> RowsAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        var messages = new List<ShelvedMessage>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            messages.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.MaybeText(4), row.Time(5), row.Word<InboundState>(6), row.MaybeText(7),
                row.GetInt32(8), row.GetString(9), row.IsDBNull(10) ? null : Encoding.UTF8.GetString(row.GetFieldValue<byte[]>(10)),
                row.IsDBNull(11) ? null : numbers.Text(row.GetInt64(11)), row.IsDBNull(12) ? null : row.GetGuid(12)));
        }

        return messages;
    }

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) => command.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
