using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>Step 4 of the playbook: stock is promised to confirmed orders.</summary>
public sealed class ReserveOrders(CommitGate gate)
{
    /// <returns>How many orders were carried.</returns>
    public Task<int> HandleAsync(int most, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            var orders = await Waiting.ForAsync(work.Db, ConveyorStep.Reserve, most, cancellationToken);
            orders.ForEach(order => order.GoTo(ConveyorStep.Settled));
            return orders.Count;
        }, cancellationToken);
}
