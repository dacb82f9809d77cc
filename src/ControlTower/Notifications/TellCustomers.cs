using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Notifications.Templates;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ControlTower.Notifications;

/// <summary>
/// Reads the journal by its positions and writes the messages that follow from it. The place up to which it has read moves in the same
/// transaction, so each entry is read once, whatever dies; and no step has to know that customers are told.
/// </summary>
public sealed class TellCustomers(CommitGate gate, MessageDesk desk, MessageChannels channels, TemplateBook templates)
{
    private const int EntriesMax = 1_000;
    private const string Cursor = "customers";

    /// <returns>How many entries were read; 0 also when another node reads.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var (position, seenAt) = await TakeCursorAsync(work, cancellationToken);
            if (position < 0)
            {
                return 0;
            }

            var (entries, read, upTo, latest) = await ReadAsync(work, position, seenAt, cancellationToken);
            if (read == 0)
            {
                return 0;
            }

            if (channels.Any && entries.Count > 0)
            {
                await TellAsync(work, entries, cancellationToken);
            }

            await work.Db.Database.ExecuteSqlAsync($"update message_cursor set position = {upTo}, seen_at = {latest} where name = {Cursor}", cancellationToken);
            return read;
        }, cancellationToken);

    private async Task TellAsync(Work work, List<ToldEntry> entries, CancellationToken cancellationToken)
    {
        var ground = await MessageGround.LoadAsync(work, templates, [.. entries.Select(entry => entry.Order).OfType<Guid>().Distinct()], cancellationToken);
        foreach (var entry in entries)
        {
            if (entry.Order is not { } id || ground.Order(id) is not { } order)
            {
                continue;
            }

            if (entry.Kind == nameof(MessageAsked))
            {
                await TellByAsync(work, ground, order, entry, cancellationToken);
            }
            else if (OrderNews.Of(entry, order, ground.About(id)) is { } news)
            {
                await desk.WriteAsync(work, ground, order, news, cancellationToken);
            }
        }
    }

    /// <summary>A person chose the channel.</summary>
    private async Task TellByAsync(Work work, MessageGround ground, Playbook.Orders.SalesOrder order, ToldEntry entry, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<MessageOccasion>(entry.Word("occasion"), ignoreCase: true, out var occasion) || !Enum.TryParse<MessageChannel>(entry.Word("channel"), ignoreCase: true, out var channel)
            || entry.Word("milestone") is not { } milestone)
        {
            return;
        }

        var told = ground.About(order.Id).FirstOrDefault(known => known.Milestone == milestone)?.Told;
        var news = new News(occasion, milestone, entry.At, told is null ? new() : JsonSerializer.Deserialize<Dictionary<string, string>>(told, JournalJson.Options)!);
        await desk.ByAsync(work, ground, order, news, channel, 0, MessagePlan.Of(occasion).ExpiresAt(entry.At, ground.ZoneOf(order)), cancellationToken);
    }

    /// <returns>−1 when another node holds it.</returns>
    private static async Task<(long Position, DateTimeOffset SeenAt)> TakeCursorAsync(Work work, CancellationToken cancellationToken)
    {
        await using var command = Command(work, "select position, seen_at from message_cursor where name = $1 for update skip locked");
        command.Parameters.Add(new() { Value = Cursor });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.Time(1)) : (-1, default);
    }

    private static async Task<(List<ToldEntry> Entries, int Read, long UpTo, DateTimeOffset Latest)> ReadAsync(
        Work work, long position, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        await using var command = Command(work, $"""
            select e.pos, e.id, e.kind, e.at, greatest($2, max(e.at) over (order by e.pos)), e.keys, case when e.kind = any($3) then e.new::text end
            from (select p.pos, j.id, j.kind, j.at, j.keys, j.new from journal_position p join journal j on j.id = p.entry where p.pos > $1 order by p.pos limit {EntriesMax}) e
            order by e.pos
            """);
        command.Parameters.AddRange((NpgsqlParameter[])[new() { Value = position }, new() { Value = seenAt }, new() { Value = OrderNews.Kinds.ToArray() }]);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var (entries, read, upTo, latest) = (new List<ToldEntry>(), 0, position, seenAt);
        while (await row.ReadAsync(cancellationToken))
        {
            (read, upTo, latest) = (read + 1, row.GetInt64(0), row.Time(4));
            if (row.MaybeText(6) is { } told)
            {
                var keys = row.GetFieldValue<string[]>(5);
                var order = BoardKeys.OrdersOf(new(upTo, row.GetString(2), keys)).Select(id => (Guid?)id).FirstOrDefault();
                entries.Add(new(upTo, row.GetGuid(1), row.GetString(2), row.Time(3), latest, order, keys, JsonSerializer.Deserialize<JsonElement>(told)));
            }
        }

        return (entries, read, upTo, latest);
    }

    private static NpgsqlCommand Command(Work work, string sql) =>
        new(sql, (NpgsqlConnection)work.Db.Database.GetDbConnection(), (NpgsqlTransaction?)work.Db.Database.CurrentTransaction?.GetDbTransaction());
}
