using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Intake;

/// <summary>Nothing will be made of this message, and why; its case is solved by it. The body stays.</summary>
public sealed record DiscardMessage(Guid CommandId, Guid Message, string? Why, Actor By) : ICommand
{
    public static Duty Needs => Duty.ReplayMessages;

    public static bool DemandsWhy => true;
}

public sealed class DiscardMessageHandler(CommitGate gate)
{
    public Task<Outcome<Committed<MessageDiscarded>>> HandleAsync(DiscardMessage command, CancellationToken cancellationToken) =>
        gate.CommitAsync<DiscardMessage, MessageDiscarded>(command, async work =>
        {
            var message = await work.Db.InboundMessages
                .FromSql($"select * from inbound_message where id = {command.Message} for update").SingleOrDefaultAsync(cancellationToken);
            if (message is null)
            {
                return MessageRefusals.Unknown(command.Message);
            }

            message.Became(InboundState.Ignored, "discarded", null, work.Now);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var cases = await CaseBook.OfSubjectAsync(work, sites, CaseSubject.Message, message.Id.ToString(), cancellationToken);
            foreach (var one in cases.Live.Where(one => one.Code == ExceptionCode.MessageUnreadable).ToList())
            {
                cases.Close(one, "discard", command.Why);
            }

            return new MessageDiscarded(message.Id, message.Store);
        }, cancellationToken);
}
