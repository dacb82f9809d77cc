using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A channel is silent: its shop is asked within seconds for what no webhook told. The case closes when the channel speaks again.</summary>
internal sealed class SweepNow : SubjectAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.SweepNow];

    public override async Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        // A store that was never swept is due at once: the job that reconciles runs every few seconds, on whichever node.
        var asked = await context.Db.Database.ExecuteSqlAsync(
            $"update channel_store set last_sweep_at = null where key = {one.SubjectId} and base_url is not null", context.Cancellation);
        if (asked == 0)
        {
            return CaseRefusals.NoShopToAsk(one.SubjectId);
        }

        return null;
    }
}
