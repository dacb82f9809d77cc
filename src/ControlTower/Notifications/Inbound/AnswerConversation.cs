using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Inbound;

/// <summary>Answer a customer in the conversation, within its 24 hours.</summary>
public sealed record AnswerConversation(Guid CommandId, Actor By, Guid Conversation, string Text) : ICommand
{
    public static Duty Needs => Duty.WriteToCustomers;
}

/// <summary>There is nothing to answer.</summary>
public sealed record SettleConversation(Guid CommandId, Actor By, Guid Conversation) : ICommand
{
    public static Duty Needs => Duty.WriteToCustomers;
}

/// <summary>The customer wishes no more messages to this phone, or wishes them again.</summary>
public sealed record SetOptOut(Guid CommandId, Actor By, Guid Conversation, bool IsOut) : ICommand
{
    public static Duty Needs => Duty.WriteToCustomers;
}

public sealed class ConversationHandlers(CommitGate gate, MessageChannels channels, Conversations conversations, OutboxBell bell)
{
    /// <returns>Or <c>conversations.unknown</c>, <c>messages.text-missing</c>, <c>messages.window-closed</c>, <c>messages.channel-off</c>.</returns>
    public async Task<Outcome<Committed<MessageWritten>>> AnswerAsync(AnswerConversation command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<AnswerConversation, MessageWritten>(command, async work =>
        {
            if (await FindAsync(work, command.Conversation, cancellationToken) is not { } conversation)
            {
                return WritingRefusals.Unknown(command.Conversation);
            }

            if (FreeText.Refuse(command.Text, hasTemplate: false, MessageChannel.Whatsapp) is { } wrong)
            {
                return wrong;
            }

            if (!channels.IsOpen(MessageChannel.Whatsapp))
            {
                return WritingRefusals.ChannelOff(MessageChannel.Whatsapp);
            }

            var language = CustomerPlace.LanguageOf(conversation.Name, "");
            var written = await FreeText.WriteAsync(work, conversation.OrderId, MessageChannel.Whatsapp, conversation.Phone, language, "", command.Text, command.CommandId, cancellationToken);
            return written is var (message, _)
                ? new MessageWritten(message.Id, conversation.OrderId, await conversations.NumberAsync(work, conversation.OrderId, cancellationToken), MessageOccasion.Reply, MessageChannel.Whatsapp, conversation.Id)
                : WritingRefusals.WindowClosed();
        }, cancellationToken);
        bell.Ring();
        return outcome;
    }

    public Task<Outcome<Committed<ConversationSettled>>> SettleAsync(SettleConversation command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SettleConversation, ConversationSettled>(command, async work =>
        {
            if (await FindAsync(work, command.Conversation, cancellationToken) is not { } conversation)
            {
                return WritingRefusals.Unknown(command.Conversation);
            }

            conversation.Settle();
            return new ConversationSettled(conversation.Id, conversation.OrderId);
        }, cancellationToken);

    public Task<Outcome<Committed<ContactOptedOut>>> OptOutAsync(SetOptOut command, CancellationToken cancellationToken) =>
        gate.CommitAsync<SetOptOut, ContactOptedOut>(command, async work =>
        {
            if (await FindAsync(work, command.Conversation, cancellationToken) is not { } conversation)
            {
                return WritingRefusals.Unknown(command.Conversation);
            }

            var address = OptOuts.Key(conversation.Phone);
            await (command.IsOut
                ? Conversations.OptOutAsync(work, address, work.By.Name, cancellationToken)
                : work.Db.Database.ExecuteSqlAsync($"delete from contact_opt_out where address = {address}", cancellationToken));
            return new ContactOptedOut(conversation.Id, command.IsOut);
        }, cancellationToken);

    private static Task<Conversation?> FindAsync(Work work, Guid id, CancellationToken cancellationToken) =>
        work.Db.Conversations.FromSql($"select * from conversation where id = {id} for update").SingleOrDefaultAsync(cancellationToken);
}
