using ControlTower.Live;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using Npgsql;

namespace ControlTower.Notifications.Inbound;

/// <summary>A conversation as the list shows it.</summary>
/// <param name="ClosesAt">End of its 24 hours; null: the customer never wrote.</param>
/// <param name="Last">What the customer wrote last; null: nothing that can be shown.</param>
/// <param name="Number">Of the order that it is about.</param>
public sealed record ConversationRow(
    Guid Id, string Phone, string? Name, DateTimeOffset? LastInAt, DateTimeOffset? UnansweredSince, DateTimeOffset? ClosesAt, string? LastKind, string? Last, string? Number, bool IsOptedOut);

/// <summary>Conversations of the last days: those that wait for an answer first, the one whose time runs out soonest on top.</summary>
public sealed class ConversationBoard(NpgsqlDataSource database, OrderNumbers numbers, LiveFeed feed, Pacer pacer, TimeProvider clock, ILogger<ConversationBoard> logger)
    : LiveBoard<Guid, ConversationRow>(feed, pacer, clock, logger)
{
    private const string Prefix = "conversation:";
    private const int RowsMax = 500;
    private const int LastCharsMax = 160;
    private static readonly TimeSpan s_shown = TimeSpan.FromDays(7);

    private readonly TimeProvider _clock = clock;

    protected override IComparer<ConversationRow> Order { get; } = Comparer<ConversationRow>.Create((one, other) =>
        (one.UnansweredSince is null).CompareTo(other.UnansweredSince is null) is not 0 and var byNeed ? byNeed
        : one.UnansweredSince is not null ? Nullable.Compare(one.ClosesAt, other.ClosesAt)
        : Nullable.Compare(other.LastInAt, one.LastInAt));

    protected override IEnumerable<Guid> KeysOf(FeedEntry entry) => entry.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(key => Guid.TryParse(key.AsSpan(Prefix.Length), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);

    protected override async Task<IReadOnlyList<KeyValuePair<Guid, ConversationRow>>> ReadAsync(IReadOnlyCollection<Guid>? keys, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"""
            select c.id, c.phone, c.name, c.last_in_at, c.unanswered_since, h.kind, left(h.text, {LastCharsMax}), o.number, x.address is not null
            from conversation c
            left join lateral (select kind, text from heard_message h where h.conversation_id = c.id order by h.at desc, h.id desc limit 1) h on true
            left join sales_order o on o.id = c.order_id left join contact_opt_out x on x.address = lower(c.phone)
            where ($1::uuid[] is null or c.id = any($1)) and (c.unanswered_since is not null or c.last_in_at > $2)
            order by c.unanswered_since nulls last, c.last_in_at desc limit {RowsMax}
            """);
        read.Parameters.Add(new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Uuid, Value = keys is null ? DBNull.Value : keys.ToArray() });
        read.Parameters.Add(new() { Value = _clock.GetUtcNow() - s_shown });
        var rows = new List<KeyValuePair<Guid, ConversationRow>>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var last = row.MaybeTime(3);
            rows.Add(new(row.GetGuid(0), new(
                row.GetGuid(0), row.GetString(1), row.MaybeText(2), last, row.MaybeTime(4), last is { } at ? at + Conversation.Window : null, row.MaybeText(5), row.MaybeText(6),
                row.IsDBNull(7) ? null : numbers.Text(row.GetInt64(7)), row.GetBoolean(8))));
        }

        return rows;
    }
}
