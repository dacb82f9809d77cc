using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Notifications.Inbound;

/// <summary>One utterance of a conversation, either way.</summary>
/// <param name="By">Who wrote for us; null: the customer.</param>
/// <param name="State">Of ours.</param>
/// <param name="Kind">Of the customer's: text, button, location …</param>
public sealed record Utterance(Guid Id, DateTimeOffset At, string? By, string? Kind, string? Text, MessageState? State, decimal? Latitude, decimal? Longitude, string? Reason);

/// <summary>Reads what was written between a customer and us.</summary>
public sealed class ConversationReader(NpgsqlDataSource database)
{
    private const int UtterancesMax = 200;

    /// <returns>Oldest first; the newest so many.</returns>
    public async Task<IReadOnlyList<Utterance>> ReadAsync(Guid conversation, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select * from (
                select h.id, h.at, null::text as by_name, h.kind, h.text, null::text as state, h.latitude, h.longitude, null::text as reason from heard_message h where h.conversation_id = $1
                union all
                select m.id, coalesce(m.sent_at, m.queued_at), m.by_name, null, t.body, m.state, null, null, m.reason
                from conversation c join message_text t on t.recipient = c.phone join message m on m.id = t.message_id and m.channel = 'whatsapp' where c.id = $1
                order by 2 desc, 1 desc limit {UtterancesMax}
            ) u order by 2, 1
            """);
        read.Parameters.Add(new() { Value = conversation });
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        var utterances = new List<Utterance>();
        while (await row.ReadAsync(cancellationToken))
        {
            utterances.Add(new(
                row.GetGuid(0), row.Time(1), row.MaybeText(2), row.MaybeText(3), row.MaybeText(4), row.MaybeWord<MessageState>(5), row.IsDBNull(6) ? null : row.GetDecimal(6),
                row.IsDBNull(7) ? null : row.GetDecimal(7), row.MaybeText(8)));
        }

        return utterances;
    }
}
