using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Notifications.Templates;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.Extensions.Options;

namespace ControlTower.Notifications;

/// <summary>Something that a customer is to be told.</summary>
/// <param name="Milestone">What is told once.</param>
/// <param name="At">When it happened.</param>
/// <param name="Told">What the news itself brought, without personal data.</param>
public sealed record News(MessageOccasion Occasion, string Milestone, DateTimeOffset At, IReadOnlyDictionary<string, string> Told);

/// <summary>
/// Writes messages: one for each lane of the occasion's plan, by the first channel that is set up, has an address and a text, and is not
/// refused by the customer. The words are filled now; they are sent afterwards.
/// </summary>
public sealed class MessageDesk(MessageChannels channels, OrderNumbers numbers, IOptions<TowerOptions> options, TrackLinks links)
{
    public const string Late = "late";
    public const string OptedOut = "optedOut";
    public const string NoAddress = "noAddress";

    /// <summary>Tells a customer by every lane of the plan; nothing where it was told before, or is switched off.</summary>
    public async Task WriteAsync(Work work, MessageGround ground, SalesOrder order, News news, CancellationToken cancellationToken)
    {
        var plan = MessagePlan.Of(news.Occasion);
        if (!ground.Templates.IsOn(news.Occasion) || ground.About(order.Id).Any(known => known.Milestone == news.Milestone))
        {
            return;
        }

        var expiresAt = plan.ExpiresAt(news.At, ground.ZoneOf(order));
        var written = 0;
        for (var lane = 0; lane < plan.Lanes.Count; lane++)
        {
            written += await NextAsync(work, ground, order, news, lane, expiresAt, cancellationToken) is null ? 0 : 1;
        }

        if (written == 0)
        {
            var channel = plan.Lanes[0].FirstOrDefault(channels.IsOpen, plan.Lanes[0][0]);
            var message = Add(work, ground, order, news, channel, 0, LanguageOf(order), null, work.Now, expiresAt);
            Suppress(work, order, message, plan.Lanes.SelectMany(lane => lane).Any(one => AddressOf(order, one) is not null) ? OptedOut : NoAddress);
        }
    }

    /// <summary>The next channel of a lane that can reach the customer and was not used for this news yet.</summary>
    /// <returns>Null where there is none left.</returns>
    public async Task<Message?> NextAsync(Work work, MessageGround ground, SalesOrder order, News news, int lane, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        foreach (var channel in MessagePlan.Of(news.Occasion).Lanes[lane])
        {
            if (await ByAsync(work, ground, order, news, channel, lane, expiresAt, cancellationToken) is { } message)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Tells it by one channel.</summary>
    /// <returns>Null where it cannot be told by it, or was.</returns>
    public async Task<Message?> ByAsync(
        Work work, MessageGround ground, SalesOrder order, News news, MessageChannel channel, int lane, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var language = LanguageOf(order);
        if (!channels.IsOpen(channel) || AddressOf(order, channel) is not { } address || ground.IsOptedOut(address)
            || ground.Templates.Find(news.Occasion, channel, language) is not { } template
            || ground.About(order.Id).Any(known => known.Milestone == news.Milestone && known.Channel == channel))
        {
            return null;
        }

        var zone = ground.ZoneOf(order);
        var values = MessageValues.Of(order, numbers.KnownAs(order.Channel, order.ExternalNumber, order.Number), template.Language, zone, await LinkAsync(work, order, cancellationToken), news.Told);
        if (Filled(template, values) is not var (subject, body))
        {
            return null; // the gate lets no such text pass; one that came by another way must not stop the others' news
        }

        var notBefore = NotBefore(news.Occasion, work.Now, zone);
        var message = Add(work, ground, order, news, channel, lane, template.Language, template.Version, notBefore, expiresAt);
        if (notBefore > expiresAt || work.Now > expiresAt)
        {
            Suppress(work, order, message, Late);
            return message;
        }

        var names = channel == MessageChannel.Whatsapp ? TemplateText.NamesIn(template.Body).Select(name => values[name]) : null;
        work.Db.MessageTexts.Add(new(message.Id, address, subject, Cut(body, channel), names is null ? null : JsonSerializer.Serialize(names, JournalJson.Options)));
        return message;
    }

    public static string? AddressOf(SalesOrder order, MessageChannel channel) => channel switch
    {
        MessageChannel.Email => MessageAddress.Mail(order),
        MessageChannel.Sms or MessageChannel.Whatsapp => MessageAddress.Phone(order),
    };

    public static string LanguageOf(SalesOrder order) => CustomerPlace.LanguageOf(order.Contact.Name ?? order.Contact.ShipName, order.Contact.Country);

    /// <summary>How a text reads for this order, as it stands.</summary>
    /// <exception cref="TextFaultException">It cannot be filled.</exception>
    public async Task<(string? Subject, string Body)> PreviewAsync(
        Work work, MessageGround ground, SalesOrder order, string language, string? subject, string body, CancellationToken cancellationToken)
    {
        var values = MessageValues.Of(order, numbers.KnownAs(order.Channel, order.ExternalNumber, order.Number), language, ground.ZoneOf(order), await LinkAsync(work, order, cancellationToken), new Dictionary<string, string>());
        return (subject is null ? null : TemplateText.Fill(subject, values), TemplateText.Fill(body, values));
    }

    private static Message Add(
        Work work, MessageGround ground, SalesOrder order, News news, MessageChannel channel, int lane, string language, int? version, DateTimeOffset notBefore, DateTimeOffset expiresAt)
    {
        var message = Message.Write(
            Guid.CreateVersion7(work.Now), order.Id, news.Occasion, news.Milestone, channel, lane, language, version, work.Now, notBefore, expiresAt,
            JsonSerializer.Serialize(news.Told, JournalJson.Options), work.By.Name);
        work.Db.Messages.Add(message);
        ground.Add(message);
        return message;
    }

    private void Suppress(Work work, SalesOrder order, Message message, string reason)
    {
        message.Suppress(reason);
        work.Also(new MessageSuppressed(message.Id, order.Id, numbers.Of(order), message.Occasion, message.Channel, reason));
    }

    private DateTimeOffset NotBefore(MessageOccasion occasion, DateTimeOffset now, TimeZoneInfo zone) =>
        !MessagePlan.Of(occasion).IsUrgent && QuietHours.TryRead(options.Value.QuietHours, out var quiet) && quiet is not null
            ? CustomerPlace.NotBefore(now, zone, quiet.From, quiet.Until)
            : now;

    /// <summary>Null where nobody told the tower its public address: a path alone would lead nowhere.</summary>
    private async Task<string?> LinkAsync(Work work, SalesOrder order, CancellationToken cancellationToken) =>
        options.Value.PublicUrl is null ? null : await links.LinkAsync(work.Db, order.Id, work.Now, cancellationToken);

    private static (string? Subject, string Body)? Filled(MessageTemplate template, Dictionary<string, string> values)
    {
        try
        {
            return (template.Subject is null ? null : TemplateText.Fill(template.Subject, values), TemplateText.Fill(template.Body, values));
        }
        catch (TextFaultException)
        {
            return null;
        }
    }

    private static string Cut(string body, MessageChannel channel) => TemplateText.MostOf(channel) is var most && body.Length > most ? body[..most] : body;
}
