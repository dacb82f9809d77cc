using System.Text.Json;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.ExceptionQueue.Actions;

/// <summary>
/// Somebody went and counted the bin that a picker stumbled over. The figures follow; the case stays, since what becomes of its line is another question.
/// </summary>
internal sealed class RecountBin(BinCount count) : OrderAction
{
    private const int UnitsMax = 1_000_000;

    public override IReadOnlyList<CaseAction> Performs { get; } = [CaseAction.Recount];

    public override IReadOnlyList<ExceptionCode> OnlyFor { get; } = [ExceptionCode.ShortPick, ExceptionCode.WrongScanRepeat];

    public override Duty? AlsoNeeds => Duty.MoveStock;

    public override bool ChangesOrder => false;

    public override bool GoesBack => false;

    public override Task<Refusal?> PrepareAsync(ActionContext context) => Task.FromResult(
        context.Number("counted") is >= 0 and <= UnitsMax ? null
        : CaseRefusals.ValueMissing("counted", $"Say how many lie in the bin: a whole number from 0 to {UnitsMax}."));

    /// <summary>The books are corrected here already: shelves are locked before cases, and a count may be refused.</summary>
    public override async Task<Refusal?> JudgeAsync(ActionContext context, SalesOrder order, ExceptionCase one)
    {
        var (work, seen) = (context.Work, JsonSerializer.Deserialize<Dictionary<string, string>>(one.Evidence)!);
        var (sku, warehouse, bin) = (seen["sku"], seen["warehouse"], seen["bin"]);
        if (!work.By.Sees(warehouse) || !context.IsFirst("counted"))
        {
            return work.By.Sees(warehouse) ? null : AccessRefusals.OutOfScope(warehouse); // what else waits for this bin is about the same count
        }

        var shelf = (await Locks.ShelvesAsync(work.Db, [sku], context.Cancellation))[(sku, warehouse)];
        var (counted, expected) = (context.Number("counted")!.Value, (await work.Db.BinStock.FindAsync([warehouse, bin, sku], context.Cancellation))?.Units ?? 0);
        if (!(await count.FollowAsync(work, shelf, bin, counted - expected, context.Cancellation)).Decided(out var without, out var refused))
        {
            return refused;
        }

        work.Also(new BinCounted(sku, warehouse, bin, counted, expected, without));
        return null;
    }

    public override Task PerformAsync(ActionContext context, SalesOrder order, ExceptionCase one) => Task.CompletedTask;
}
