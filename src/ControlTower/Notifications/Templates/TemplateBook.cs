using ControlTower.Live;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Notifications.Templates;

/// <summary>A text for customers as it was published.</summary>
/// <param name="Subject">Of a mail.</param>
/// <param name="Name">Under which WhatsApp approved it.</param>
public sealed record MessageTemplate(
    MessageOccasion Occasion, MessageChannel Channel, string Language, int Version, string? Subject, string? Name, string Body, DateTimeOffset PublishedAt, string PublishedBy);

/// <summary>The texts in force, and which occasions are told at all.</summary>
public sealed class TemplateBook(NpgsqlDataSource database)
{
    private const string Columns = "occasion, channel, language, version, subject, name, body, published_at, published_by";

    /// <summary>The newest version of each.</summary>
    public async Task<TemplateShelf> LoadAsync(CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"select distinct on (occasion, channel, language) {Columns} from message_template order by occasion, channel, language, version desc");
        var templates = await ReadAsync(read, cancellationToken);
        await using var switches = database.CreateCommand("select occasion, is_on from message_occasion");
        await using var row = await switches.ExecuteReaderAsync(cancellationToken);
        var switched = new Dictionary<MessageOccasion, bool>();
        while (await row.ReadAsync(cancellationToken))
        {
            switched[row.Word<MessageOccasion>(0)] = row.GetBoolean(1);
        }

        return new(templates, switched);
    }

    /// <summary>All versions of one text, the newest first.</summary>
    public async Task<IReadOnlyList<MessageTemplate>> VersionsAsync(MessageOccasion occasion, MessageChannel channel, string language, CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand($"select {Columns} from message_template where lower(occasion) = lower($1) and lower(channel) = lower($2) and language = $3 order by version desc limit 50");
        read.Parameters.AddRange((NpgsqlParameter[])[new() { Value = occasion.ToString() }, new() { Value = channel.ToString() }, new() { Value = language }]);
        return await ReadAsync(read, cancellationToken);
    }

    private static async Task<List<MessageTemplate>> ReadAsync(NpgsqlCommand read, CancellationToken cancellationToken)
    {
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        var templates = new List<MessageTemplate>();
        while (await row.ReadAsync(cancellationToken))
        {
            templates.Add(new(
                row.Word<MessageOccasion>(0), row.Word<MessageChannel>(1), row.GetString(2), row.GetInt32(3), row.MaybeText(4), row.MaybeText(5), row.GetString(6),
                row.Time(7), row.GetString(8)));
        }

        return templates;
    }
}

/// <summary>The texts in force at one moment.</summary>
public sealed class TemplateShelf(IReadOnlyList<MessageTemplate> templates, IReadOnlyDictionary<MessageOccasion, bool> switched)
{
    public IReadOnlyList<MessageTemplate> All => templates;

    public bool IsOn(MessageOccasion occasion) => switched.TryGetValue(occasion, out var isOn) ? isOn : !MessagePlan.Of(occasion).IsOffAtFirst;

    /// <returns>In the customer's language, else in English; null where there is none.</returns>
    public MessageTemplate? Find(MessageOccasion occasion, MessageChannel channel, string language) =>
        templates.FirstOrDefault(one => one.Occasion == occasion && one.Channel == channel && one.Language == language)
        ?? templates.FirstOrDefault(one => one.Occasion == occasion && one.Channel == channel && one.Language == CustomerPlace.English);
}
