using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Templates;

/// <summary>A new version of a text for customers; what was sent before keeps the old one.</summary>
/// <param name="Name">Under which WhatsApp approved it; null elsewhere.</param>
public sealed record PublishTemplate(
    Guid CommandId, Actor By, MessageOccasion Occasion, MessageChannel Channel, string Language, string? Subject, string? Name, string Body) : ICommand
{
    public static Duty Needs => Duty.PublishRules;
}

/// <remarks>The gate to the customers: a text that cannot be filled, or asks for a value that there is none of, is not published.</remarks>
public sealed partial class PublishTemplateHandler(CommitGate gate)
{
    /// <returns>Or <c>messages.template-invalid</c>, <c>messages.subject-missing</c>, <c>messages.name-invalid</c>, <c>messages.language-unknown</c>.</returns>
    public Task<Outcome<Committed<TemplatePublished>>> HandleAsync(PublishTemplate command, CancellationToken cancellationToken) =>
        gate.CommitAsync<PublishTemplate, TemplatePublished>(command, async work =>
        {
            if ((Fault(command) ?? TemplateText.Fault(command.Occasion, command.Channel, command.Subject, command.Body)) is { } refused)
            {
                return refused;
            }

            var (told, by) = (Spell(command.Occasion), Spell(command.Channel));
            await work.Db.Database.ExecuteSqlAsync($"select 1 from message_template where occasion = {told} and channel = {by} and language = {command.Language} for update", cancellationToken);
            var version = 1 + await work.Db.Database.SqlQuery<int>($"""
                select coalesce(max(version), 0) as "Value" from message_template where occasion = {told} and channel = {by} and language = {command.Language}
                """).SingleAsync(cancellationToken);
            var (subject, body) = (command.Channel == MessageChannel.Email ? command.Subject!.Trim() : null, command.Body.ReplaceLineEndings("\n").Trim());
            await work.Db.Database.ExecuteSqlAsync($"""
                insert into message_template (occasion, channel, language, version, subject, name, body, published_at, published_by)
                values ({told}, {by}, {command.Language}, {version}, {subject}, {command.Name}, {body}, {work.Now}, {work.By.Name})
                """, cancellationToken);
            return new TemplatePublished(command.Occasion, command.Channel, command.Language, version);
        }, cancellationToken);

    private static Refusal? Fault(PublishTemplate command) =>
        command.Language is not (CustomerPlace.English or CustomerPlace.Arabic) ? new("messages.language-unknown", "Texts are in English (en) or Arabic (ar).", "language")
        : command.Channel == MessageChannel.Whatsapp && !Registered().IsMatch(command.Name ?? "") ? new("messages.name-invalid", "Name the template as it is registered with WhatsApp: small letters, digits and underscores.", "name")
        : null;

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    [GeneratedRegex("^[a-z0-9_]{1,120}$")]
    private static partial Regex Registered();
}
