using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Flow;

/// <summary>An order for which an automatic step keeps failing: counted, and after some tries a case that somebody owns. It stays where it is.</summary>
public sealed class PutOrderAside(CommitGate gate)
{
    public Task<int> HandleAsync(ConveyorStep step, Exception failure, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var orders = await Waiting.ForAsync(work.Db, step, 1, cancellationToken);
            foreach (var order in orders)
            {
                order.StepFailed();
                if (order.StepTries >= Waiting.TriesMax)
                {
                    var cases = await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [order.Id], cancellationToken);
                    cases.Open(order, new(ExceptionCode.StateStalled, null, null, new Dictionary<string, string>
                    {
                        ["step"] = JsonNamingPolicy.CamelCase.ConvertName(step.ToString()), ["error"] = failure.GetBaseException().GetType().Name,
                    }));
                }
            }

            return orders.Count;
        }, cancellationToken);
}
