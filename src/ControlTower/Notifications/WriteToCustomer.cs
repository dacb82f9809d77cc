using System.Text.Json;
using ControlTower.Data;
using ControlTower.Notifications.Inbound;
using ControlTower.Notifications.Templates;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications;

/// <summary>Write to the customer of an order: in own words, or by a template of ours.</summary>
/// <param name="Text">Null: by the template.</param>
/// <param name="Template">The occasion whose text is sent; null: own words.</param>
public sealed record WriteToCustomer(Guid CommandId, Actor By, Guid Order, MessageChannel Channel, string? Text, MessageOccasion? Template) : ICommand
{
    public static Duty Needs => Duty.WriteToCustomers;
}

public sealed class WriteToCustomerHandler(CommitGate gate, MessageDesk desk, MessageChannels channels, TemplateBook templates, OrderNumbers numbers, OutboxBell bell)
{
    /// <returns>
    /// Or <c>orders.unknown</c>, <c>messages.text-missing</c>, <c>messages.text-invalid</c>, <c>messages.channel-off</c>, <c>messages.no-address</c>,
    /// <c>messages.opted-out</c>, <c>messages.window-closed</c>, <c>messages.template-unknown</c>.
    /// </returns>
    public async Task<Outcome<Committed<MessageWritten>>> HandleAsync(WriteToCustomer command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<WriteToCustomer, MessageWritten>(command, work => DecideAsync(work, command, cancellationToken), cancellationToken);
        bell.Ring();
        return outcome;
    }

    private async Task<Outcome<MessageWritten>> DecideAsync(Work work, WriteToCustomer command, CancellationToken cancellationToken)
    {
        var ground = await MessageGround.LoadAsync(work, templates, [command.Order], cancellationToken);
        if (ground.Order(command.Order) is not { } order)
        {
            return OrderRefusals.Unknown(command.Order.ToString());
        }

        var live = order.Groups.Where(group => group.IsLive).ToList();
        if (live.Count > 0 && !live.Exists(group => work.By.Sees(group.Warehouse)))
        {
            return OrderRefusals.OutOfScope(numbers.Of(order));
        }

        if (FreeText.Refuse(command.Text, command.Template is not null, command.Channel) is { } wrong)
        {
            return wrong;
        }

        if (!channels.IsOpen(command.Channel))
        {
            return WritingRefusals.ChannelOff(command.Channel);
        }

        if (MessageDesk.AddressOf(order, command.Channel) is not { } address)
        {
            return WritingRefusals.NoAddress(command.Channel);
        }

        if (ground.IsOptedOut(address))
        {
            return WritingRefusals.OptedOut(command.Channel);
        }

        var number = numbers.Of(order);
        if (command.Template is { } template)
        {
            var milestone = $"{JsonNamingPolicy.CamelCase.ConvertName(template.ToString())}:{command.CommandId:N}"; // asked for by a person, hence once more
            var told = await desk.ByAsync(work, ground, order, new(template, milestone, work.Now, new Dictionary<string, string>()), command.Channel, 0, work.Now.AddHours(24), cancellationToken);
            return told is null ? WritingRefusals.TemplateUnknown(JsonNamingPolicy.CamelCase.ConvertName(template.ToString())) : new MessageWritten(told.Id, order.Id, number, template, command.Channel);
        }

        var written = await FreeText.WriteAsync(
            work, order.Id, command.Channel, address, MessageDesk.LanguageOf(order), numbers.KnownAs(order.Channel, order.ExternalNumber, order.Number), command.Text!, command.CommandId, cancellationToken);
        return written is var (message, conversation) ? new MessageWritten(message.Id, order.Id, number, MessageOccasion.Reply, command.Channel, conversation) : WritingRefusals.WindowClosed();
    }
}

/// <summary>A person's own words to a customer.</summary>
internal static class FreeText
{
    public static Refusal? Refuse(string? text, bool hasTemplate, MessageChannel channel)
    {
        var isBlank = string.IsNullOrWhiteSpace(text);
        var most = channel == MessageChannel.Whatsapp ? 4_096 : TemplateText.MostOf(channel);
        return isBlank && !hasTemplate ? WritingRefusals.TextMissing()
            : !isBlank && hasTemplate ? WritingRefusals.EitherTextOrTemplate()
            : text?.Length > most ? WritingRefusals.TextTooLong(most)
            : null;
    }

    /// <returns>Null where WhatsApp would not take free words any more.</returns>
    public static async Task<(Message Message, Guid? Conversation)?> WriteAsync(
        Work work, Guid? order, MessageChannel channel, string address, string language, string subject, string text, Guid commandId, CancellationToken cancellationToken)
    {
        Guid? of = null;
        if (channel == MessageChannel.Whatsapp)
        {
            var conversation = await Conversations.LockAsync(work, address, cancellationToken);
            if (!conversation.IsWindowOpen(work.Now))
            {
                return null;
            }

            conversation.Settle();
            of = conversation.Id;
        }

        var message = Message.Write(
            Guid.CreateVersion7(work.Now), order, MessageOccasion.Reply, $"reply:{commandId:N}", channel, 0, language, null, work.Now, work.Now, work.Now + Conversation.Window, "{}", work.By.Name);
        work.Db.Messages.Add(message);
        work.Db.MessageTexts.Add(new(message.Id, address, channel == MessageChannel.Email ? subject : null, text.Trim(), Values: null));
        return (message, of);
    }
}
