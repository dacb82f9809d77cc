using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Notifications;

/// <summary>What a customer was told about an order.</summary>
/// <param name="At">When its state came true, as far as it is known; else when it was written.</param>
/// <param name="NotBefore">When it may go; later than now during quiet hours.</param>
/// <param name="Reason">Why it failed or was not sent.</param>
/// <param name="Subject">Null where it is no mail, or the words were erased or are not for the reader.</param>
public sealed record ToldMessage(
    Guid Id, MessageOccasion Occasion, MessageChannel Channel, MessageState State, DateTimeOffset At, DateTimeOffset QueuedAt, DateTimeOffset NotBefore, DateTimeOffset? ReadAt, bool IsUnsure,
    string? Reason, string ByName, string? Subject, string? Text);

/// <summary>Reads what the customer of an order was told and when.</summary>
public sealed class OrderMessages(NpgsqlDataSource database)
{
    private const int MessagesMax = 100;

    /// <param name="isPersonal">With the words; else only what, how and when.</param>
    /// <returns>Oldest first.</returns>
    public async Task<IReadOnlyList<ToldMessage>> OfAsync(Guid order, bool isPersonal, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select m.id, m.occasion, m.channel, m.state, coalesce(case m.state when 'delivered' then m.delivered_at when 'failed' then m.failed_at end, m.sent_at, m.queued_at),
                m.queued_at, m.not_before, m.read_at, m.is_unsure, m.reason, m.by_name, t.subject, t.body
            from message m left join message_text t on t.message_id = m.id and $2 where m.order_id = $1 order by m.queued_at, m.id limit {MessagesMax}
            """);
        read.Parameters.AddRange((NpgsqlParameter[])[new() { Value = order }, new() { Value = isPersonal }]);
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        var messages = new List<ToldMessage>();
        while (await row.ReadAsync(cancellationToken))
        {
            messages.Add(new(
                row.GetGuid(0), row.Word<MessageOccasion>(1), row.Word<MessageChannel>(2), row.Word<MessageState>(3), row.Time(4), row.Time(5), row.Time(6), row.MaybeTime(7), row.GetBoolean(8),
                row.MaybeText(9), row.GetString(10), row.MaybeText(11), row.MaybeText(12)));
        }

        return messages;
    }
}
