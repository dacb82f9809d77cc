using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Picking;

/// <summary>Somebody keeps scanning the wrong thing at one line: the bin's label may hang wrong, or other goods lie in it. A lead is told.</summary>
public sealed class WrongScans(CommitGate gate)
{
    /// <summary>domain.md 4.6: three mismatches on the same line.</summary>
    private const int Max = 3;

    internal static bool IsOneTooMany(ScanTaken refused, ScanPicture seen) => refused.Code != PickingRefusals.Held && seen is { IsShown: true } && seen.WrongBefore + 1 >= Max;

    /// <summary>The case of the line: opened, or seen again. The scan itself was answered already; were this lost, the next wrong scan tells it.</summary>
    internal Task TellAsync(PickTask task, ListSeen list, ScanTaken refused, int times, CancellationToken cancellationToken) =>
        gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, async work =>
        {
            if (await Locks.OrderAsync(work.Db, task.Order, cancellationToken) is not { } order || order.CancelledAt is not null)
            {
                return 0;
            }

            var line = await work.Db.PickLines.FindAsync([task.Line], cancellationToken);
            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
            cases.Open(order, new(ExceptionCode.WrongScanRepeat, line!.LineNo, $"{ExceptionCode.WrongScanRepeat.Text()}:{task.Warehouse}/{task.Bin}", new Dictionary<string, string>
            {
                ["list"] = list.Number, ["bin"] = task.Bin, ["sku"] = task.Sku, ["warehouse"] = task.Warehouse, ["pickLine"] = task.Line.ToString(),
                ["times"] = times.ToString(CultureInfo.InvariantCulture), ["expected"] = refused.Expected ?? "", ["scanned"] = refused.Scanned,
            }));
            return 1;
        }, cancellationToken);
}
