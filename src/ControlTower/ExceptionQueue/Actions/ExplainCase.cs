using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>Somebody found out why the tower's own books looked wrong. The self-check opens it again if it still finds something.</summary>
internal sealed class ExplainCase : SubjectAction
{
    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Explain];

    public override Task<Refusal?> PerformAsync(ActionContext context, ExceptionCase one)
    {
        context.Close(one);
        return Task.FromResult<Refusal?>(null);
    }
}
