using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Templates;

/// <summary>The texts that travel with the program. At the first start each becomes version 1; later ones are the company's own business.</summary>
public sealed class BringTemplates(CommitGate gate)
{
    private const string Folder = "seed/messages/";
    private const long Fence = 7_021; // nodes that start at once

    private static readonly string[] s_languages = [CustomerPlace.English, CustomerPlace.Arabic];

    /// <returns>How many texts were published.</returns>
    public Task<int> HandleAsync(CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            await work.Db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({Fence})", cancellationToken);
            var published = 0;
            foreach (var language in s_languages)
            {
                foreach (var (occasion, seed) in Brought(language))
                {
                    foreach (var channel in Enum.GetValues<MessageChannel>().Where(channel => MessagePlan.ChannelsOf(occasion).Contains(channel)))
                    {
                        published += await PublishAsync(work, occasion, channel, language, seed, cancellationToken);
                    }
                }
            }

            return published;
        }, cancellationToken);

    private static async Task<int> PublishAsync(Work work, MessageOccasion occasion, MessageChannel channel, string language, TemplateSeed seed, CancellationToken cancellationToken)
    {
        var (subject, body) = channel == MessageChannel.Email ? (seed.Subject, seed.Mail) : (null, seed.Short);
        var name = channel == MessageChannel.Whatsapp ? TemplateNames.Of(occasion) : null;
        var (told, by) = (Spell(occasion), Spell(channel));
        var isNew = await work.Db.Database.ExecuteSqlAsync($"""
            insert into message_template (occasion, channel, language, version, subject, name, body, published_at, published_by)
            select {told}, {by}, {language}, 1, {subject}, {name}, {body}, {work.Now}, {work.By.Name}
            where not exists (select 1 from message_template where occasion = {told} and channel = {by} and language = {language})
            """, cancellationToken);
        if (isNew > 0)
        {
            work.Also(new TemplatePublished(occasion, channel, language, 1));
        }

        return isNew;
    }

    internal static IReadOnlyDictionary<MessageOccasion, TemplateSeed> Brought(string language)
    {
        var assembly = typeof(BringTemplates).Assembly;
        var name = assembly.GetManifestResourceNames().Single(one => one.Replace('\\', '/') == $"{Folder}{language}.json");
        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<MessageOccasion, TemplateSeed>>(stream, JournalJson.Options)!;
    }

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <param name="Short">For phones.</param>
internal sealed record TemplateSeed(string Subject, string Mail, string Short);

/// <summary>Names under which templates are registered with WhatsApp.</summary>
public static class TemplateNames
{
    public static string Of(MessageOccasion occasion) => "order_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(occasion.ToString());
}
