using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>Has a stored message read once more, after a fix. Read twice it changes nothing: intake goes by the channel's version.</summary>
public sealed record ReplayMessage(Guid CommandId, Guid Message, Actor By) : ICommand
{
    public static Duty Needs => Duty.ReplayMessages;
}

public sealed class ReplayMessageHandler(CommitGate gate)
{
    public Task<Outcome<Committed<MessageReplayed>>> HandleAsync(ReplayMessage command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReplayMessage, MessageReplayed>(command, async work =>
        {
            var message = await work.Db.InboundMessages
                .FromSql($"select * from inbound_message where id = {command.Message} for update").SingleOrDefaultAsync(cancellationToken);
            if (message is null)
            {
                return MessageRefusals.Unknown(command.Message);
            }

            if (message.State == InboundState.Stored)
            {
                return MessageRefusals.Waits();
            }

            message.ReadAgain();
            return new MessageReplayed(message.Id, message.Store);
        }, cancellationToken);
}
