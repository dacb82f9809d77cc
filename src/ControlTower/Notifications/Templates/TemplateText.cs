using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace ControlTower.Notifications.Templates;

/// <summary>
/// Fills the texts for customers: <c>{{name}}</c>, <c>{{#if link}}…{{/if}}</c>. Nothing is escaped, since a mail of plain text and a phone know no
/// markup; and a name that has no value stops the text instead of leaving a hole in it.
/// </summary>
public static partial class TemplateText
{
    public const int SmsCharsMax = 1_600;
    public const int WhatsappCharsMax = 1_024;
    public const int MailCharsMax = 20_000;
    public const int SubjectCharsMax = 150;

    private static readonly IHandlebars s_engine = Handlebars.Create(new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });
    private static readonly ConcurrentDictionary<string, HandlebarsTemplate<object, object>> s_compiled = new(StringComparer.Ordinal);

    /// <exception cref="TextFaultException">It cannot be read, or asks for a name that has no value.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values)
    {
        // The engine looks names up in a dictionary of objects; texts that people try while they write are not kept for ever.
        if (s_compiled.Count > 2_000)
        {
            s_compiled.Clear();
        }

        try
        {
            var template = s_compiled.GetOrAdd(text, s_engine.Compile);
            return template(values.ToDictionary(pair => pair.Key, pair => (object)pair.Value)).Trim();
        }
        catch (Exception fault) when (fault is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw new TextFaultException(fault.Message.Split('\n')[0].Trim(), fault);
        }
    }

    /// <summary>Names of values in the order of their first appearance; what a WhatsApp template numbers {{1}}, {{2}} …</summary>
    public static IReadOnlyList<string> NamesIn(string text) =>
        [.. Name().Matches(text).Select(match => match.Groups["name"].Value).Where(name => name is not ("else" or "this")).Distinct()];

    /// <summary>What is wrong with a text before it is published; null: nothing.</summary>
    public static Refusal? Fault(MessageOccasion occasion, MessageChannel channel, string? subject, string body)
    {
        var known = MessagePlan.VariablesOf(occasion);
        var unknown = NamesIn($"{subject}\n{body}").FirstOrDefault(name => !known.Contains(name));
        return unknown is not null ? WritingRefusals.TemplateBroken($"There is no value called {unknown} here. Known: {string.Join(", ", known)}.")
            : string.IsNullOrWhiteSpace(body) ? WritingRefusals.TemplateBroken("Write a text.")
            : channel == MessageChannel.Email && string.IsNullOrWhiteSpace(subject) ? new Refusal("messages.subject-missing", "A mail has a subject.", "subject")
            : subject is not null && (subject.Length > SubjectCharsMax || subject.Any(char.IsControl)) ? new("messages.subject-invalid", $"A subject is one line of {SubjectCharsMax} characters at most.", "subject")
            : FaultOf(channel, body, known);
    }

    private static Refusal? FaultOf(MessageChannel channel, string body, IReadOnlyList<string> known)
    {
        try
        {
            var filled = Fill(body, known.ToDictionary(name => name, name => name));
            Fill(body, known.ToDictionary(name => name, _ => "")); // the other branch of each condition
            var most = MostOf(channel);
            return filled.Length > most ? WritingRefusals.TextTooLong(most) : null;
        }
        catch (TextFaultException broken)
        {
            return WritingRefusals.TemplateBroken($"The text cannot be read: {broken.Message}");
        }
    }

    public static int MostOf(MessageChannel channel) => channel switch
    {
        MessageChannel.Email => MailCharsMax,
        MessageChannel.Sms => SmsCharsMax,
        MessageChannel.Whatsapp => WhatsappCharsMax,
    };

    [GeneratedRegex(@"\{\{\{?\s*(?:#if\s+|#unless\s+)?(?<name>[A-Za-z][A-Za-z0-9]*)\s*\}?\}\}")]
    private static partial Regex Name();
}

/// <summary>A text for customers cannot be filled; the message says what is wrong with it.</summary>
public sealed class TextFaultException(string message, Exception cause) : Exception(message, cause);
