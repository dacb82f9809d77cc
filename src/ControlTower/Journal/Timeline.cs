using System.Text.Json;
using Npgsql;

namespace ControlTower.Journal;

/// <summary>One entry of a timeline.</summary>
/// <param name="Position">Null for some milliseconds, until the entry is stamped.</param>
/// <param name="Old">Values before; null where there were none.</param>
public sealed record TimelineEntry(
    Guid Entry, long? Position, DateTimeOffset At, string Kind, Guid WhoId, string Who, string? Device, string? Why, JsonElement? Old, JsonElement New)
{
    public EntrySentence Sentence => EntryText.Of(Kind, Old, New);
}

/// <summary>What happened to one thing, oldest first: every entry whose keys name it.</summary>
public sealed class Timeline(NpgsqlDataSource database)
{
    /// <param name="key">By <c>JournalKeys</c>.</param>
    /// <param name="after">Position of the last entry seen; 0: from the start.</param>
    /// <param name="isPersonal">Whether the reader may see the words of personal changes, as far as they are not erased.</param>
    /// <returns>One more than asked for, where there are more.</returns>
    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(string key, long after, int take, bool isPersonal, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("""
            select j.id, p.pos, j.at, j.kind, j.actor, j.actor_name, j.device, j.why,
                   (case when w.old is null then j.old else coalesce(j.old, '{}') || w.old end)::text,
                   (case when w.new is null then j.new else j.new || w.new end)::text
            from journal j
            left join journal_position p on p.entry = j.id
            left join journal_personal w on w.entry = j.id and $4
            where j.keys @> array[$1] and (p.pos > $2 or p.pos is null)
            order by p.pos nulls last, j.at limit $3
            """);
        read.Parameters.Add(new() { Value = key });
        read.Parameters.Add(new() { Value = after });
        read.Parameters.Add(new() { Value = take + 1 });
        read.Parameters.Add(new() { Value = isPersonal });
        await using var reader = await read.ExecuteReaderAsync(cancellationToken);
        var entries = new List<TimelineEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new(
                reader.GetGuid(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.GetGuid(4),
                reader.GetString(5), Text(6), Text(7), Text(8) is { } old ? Json(old) : null, Json(reader.GetString(9))));
        }

        return entries;

        string? Text(int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
