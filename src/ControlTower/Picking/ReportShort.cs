using System.Globalization;
using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Picking;

/// <summary>The shelf has fewer than the line wants. The books are corrected by what was missed, and it is decided what becomes of the line.</summary>
/// <param name="Units">Missing or damaged; null: all that is still to be taken.</param>
/// <param name="Decision">Null: another bin, else another site, else later.</param>
public sealed record ReportShort(Guid CommandId, Actor By, Guid List, ShortReason Reason, int? Units = null, ShortDecision? Decision = null) : ICommand
{
    public static Duty Needs => Duty.Pick;
}

public sealed class ReportShortHandler(CommitGate gate, OrderDesk desk, OrderNumbers numbers, BreakPromises broken)
{
    /// <returns>Or <c>picking.units-invalid</c>, <c>picking.no-other-bin</c>, <c>picking.no-line</c> and what any act on a list may be refused with.</returns>
    public Task<Outcome<Committed<ShortPicked>>> HandleAsync(ReportShort command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ReportShort, ShortPicked>(command, async work =>
        {
            // The order is locked before the list: so the line at hand is looked up first, and again under both locks.
            var orderId = await work.Db.PickLists.Where(list => list.Id == command.List).Join(work.Db.PickLines, list => list.AtLine, line => line.Id, (_, line) => (Guid?)line.OrderId).FirstOrDefaultAsync(cancellationToken);
            var order = orderId is { } id ? await Locks.OrderAsync(work.Db, id, cancellationToken) : null;
            if (!(await ListDesk.MineAsync(work, command.List, cancellationToken)).Decided(out var list, out var refused))
            {
                return refused;
            }

            var task = await ListDesk.TaskAsync(work, list, numbers, cancellationToken);
            if (task is null || order is null || task.Order != order.Id)
            {
                return PickingRefusals.NoLine();
            }

            var most = task.Left - task.InHand;
            var units = command.Units ?? most;
            if (units < 1 || units > most)
            {
                return PickingRefusals.UnitsInvalid(most);
            }

            var shelfShort = new ShelfShort(work, broken, order, list, list.Lines.Single(line => line.Id == task.Line), task.InHand, units, command.Reason);
            return (await shelfShort.DecideAsync(desk, command.Decision, cancellationToken)).Decided(out var decided, out var cannot)
                ? await TellAsync(work, order, list, task, units, command.Reason, decided, cancellationToken)
                : cannot;
        }, cancellationToken);

    private async Task<Outcome<ShortPicked>> TellAsync(
        Work work, SalesOrder order, PickList list, PickTask task, int units, ShortReason reason, ShortDecided decided, CancellationToken cancellationToken)
    {
        var line = list.Lines.Single(of => of.Id == task.Line);
        var group = order.Group(task.Group)!;
        await new GroupEnd(work, desk).FinishAsync(order, group, cancellationToken);
        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
        if (order.CancelledAt is null)
        {
            cases.Open(order, new(ExceptionCode.ShortPick, line.LineNo, $"{ExceptionCode.ShortPick.Text()}:{task.Warehouse}/{task.Bin}/{task.Sku}", new Dictionary<string, string>
            {
                ["list"] = list.Number, ["bin"] = task.Bin, ["sku"] = task.Sku, ["warehouse"] = task.Warehouse, ["pickLine"] = task.Line.ToString(),
                ["units"] = units.ToString(CultureInfo.InvariantCulture), ["reason"] = Spell(reason), ["decision"] = Spell(decided.Decision), ["broken"] = string.Join(", ", decided.Broken),
            }));
        }
        else
        {
            await Cancellation.TellShopAsync(work, order, cases, cancellationToken);
            cases.CloseAll(order, "cancelled");
        }

        desk.Finish(work, order, sites, "short");
        list.Prolong(work.Now, ListDesk.Lease);
        var next = task.InHand > 0 && !line.IsDone
            ? (task with { Short = line.Short, Units = line.Units }).Step
            : await new PickBook(work, desk, numbers).GoOnAsync(list, cancellationToken);
        return new ShortPicked(
            order.Id, desk.NumberOf(order), list.Id, list.Number, line.LineNo, task.Sku, task.Warehouse, task.Bin, units, reason, decided.Decision, decided.Broken, next);
    }

    private static string Spell<TEnum>(TEnum word)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(word.ToString());
}
