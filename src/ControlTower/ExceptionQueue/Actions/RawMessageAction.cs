using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A message that could not be read: read it again after a fix, or put it away for good. Its body is kept either way.</summary>
internal sealed class RawMessageAction : SubjectAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.ReadAgain, CaseAction.Discard];

    public override Duty? AlsoNeeds => Duty.ReplayMessages;

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        var id = Guid.TryParse(one.SubjectId, out var parsed) ? parsed : Guid.Empty;
        var message = await context.Db.InboundMessages.FromSql($"select * from inbound_message where id = {id} for update").SingleOrDefaultAsync(context.Cancellation);
        if (message is null)
        {
            return MessageRefusals.Unknown(id);
        }

        if (context.Action == CaseAction.ReadAgain)
        {
            if (message.State == InboundState.Stored)
            {
                return MessageRefusals.Waits();
            }

            message.ReadAgain(); // whoever reads it closes the case, or keeps it open with what is wrong now
            context.Work.Also(new MessageReplayed(message.Id, message.Store));
            return null;
        }

        message.Became(InboundState.Ignored, "discarded", null, context.Work.Now);
        context.Work.Also(new MessageDiscarded(message.Id, message.Store));
        context.Close(one);
        return null;
    }
}
