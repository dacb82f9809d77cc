using System.Globalization;
using System.Text.Json;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Notifications;

/// <summary>Why a customer cannot be written to in this way.</summary>
public static class WritingRefusals
{
    public static Refusal Unknown(Guid id) => new("conversations.unknown", $"There is no conversation {id}.");

    public static Refusal TextMissing() => new("messages.text-missing", "Write something, or choose a template.", "text");

    public static Refusal TextTooLong(int most) =>
        new("messages.text-invalid", string.Create(CultureInfo.InvariantCulture, $"Keep it under {most} characters."), "text");

    public static Refusal EitherTextOrTemplate() => new("messages.text-invalid", "Send either a text or a template, not both.", "text");

    public static Refusal ChannelOff(MessageChannel channel) =>
        new("messages.channel-off", $"Nothing can be sent by {Spell(channel)}: it is not set up. Choose another channel.", "channel");

    public static Refusal NoAddress(MessageChannel channel) =>
        new("messages.no-address", $"The customer cannot be reached by {Spell(channel)}: there is no valid address for it. Choose another channel.", "channel");

    public static Refusal OptedOut(MessageChannel channel) => new("messages.opted-out", $"The customer wishes no messages by {Spell(channel)}. Call instead.", "channel");

    public static Refusal WindowClosed() =>
        new("messages.window-closed", "The customer's last message is older than 24 hours: WhatsApp now takes a template only. Choose one, or another channel.", "text");

    public static Refusal TemplateUnknown(string template) => new("messages.template-unknown", $"There is no template {template} for this channel.", "template");

    public static Refusal TemplateBroken(string why) => new("messages.template-invalid", why, "body");

    public static Refusal SaidBefore() => new("messages.said-before", "This was told by this channel before. Write a text of your own instead.", "template");

    private static string Spell(MessageChannel channel) => JsonNamingPolicy.CamelCase.ConvertName(channel.ToString());
}
