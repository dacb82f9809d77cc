using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>A channel is silent: its shop is asked at once for what no webhook told. The case closes when the channel speaks again.</summary>
internal sealed class SweepNow(IEnumerable<IStoreSweeps> sweeps) : SubjectAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.SweepNow];

    public override Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        if (!sweeps.Any(sweep => sweep.Ask(one.SubjectId)))
        {
            return Task.FromResult<Refusal?>(new Refusal("exceptions.no-shop-to-ask", $"The store {one.SubjectId} has no shop that can be asked. Check its address and keys in the settings."));
        }

        context.Work.Also(new CaseWorkedOn(one.Id, one.Code.Text(), one.OrderId, "sweepNow"));
        return Task.FromResult<Refusal?>(null);
    }
}
