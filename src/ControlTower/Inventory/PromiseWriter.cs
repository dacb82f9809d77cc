using System.Text.Json;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;
using PromisedShelf = ControlTower.Playbook.Orders.PromisedUnits;

namespace ControlTower.Inventory;

/// <summary>Writes what sourcing decided: groups, reservations, shelves; and for what no shelf has, the backorder, its event and its case.</summary>
internal sealed class PromiseWriter(
    Work work, OrderDesk desk, CaseBook cases, Dictionary<(string Sku, string Warehouse), StockLine> shelves, int unpaidHoldMinutes)
{
    /// <param name="before">Units that were backordered before, by line: what is missing still is no news.</param>
    public async Task WriteAsync(SalesOrder order, SourcingDecision decision, Dictionary<int, int> before, CancellationToken cancellationToken)
    {
        var why = new SourcingText(EnglishWords.Of).Of(decision.Why);
        order.Explain(JsonSerializer.Serialize(decision.Why, JournalJson.Options));
        if (order.CounterSale)
        {
            await SellAsync(order, decision, cancellationToken);
        }
        else if (decision.Groups.Count > 0)
        {
            Promise(order, decision, why);
        }

        await MissAsync(order, decision, why, before, cancellationToken);
    }

    private void Promise(SalesOrder order, SourcingDecision decision, string why)
    {
        var until = order.OpenHolds.Any(hold => hold.Type == HoldType.Cooling) ? work.Now.AddMinutes(unpaidHoldMinutes) : (DateTimeOffset?)null;
        List<PromisedShelf> promised = [];
        foreach (var chosen in decision.Groups)
        {
            var group = new FulfilmentGroup(Guid.CreateVersion7(work.Now), order.Id, chosen.Warehouse, why, work.Now);
            foreach (var line in chosen.Lines)
            {
                order.Promise(group, order.Lines.Single(of => of.LineNo == line.Line), line.Units);
            }

            foreach (var part in chosen.Promised)
            {
                TakeFrom(shelves[(part.Sku, chosen.Warehouse)], shelf => shelf.Promise(part.Units));
                work.Db.Reservations.Add(new Reservation(
                    Guid.CreateVersion7(work.Now), order.Id, part.Line, group.Id, part.Sku, chosen.Warehouse, part.Units, until));
                promised.Add(new(part.Line, part.Sku, chosen.Warehouse, part.Units));
            }
        }

        work.Also(new StockPromised(order.Id, desk.NumberOf(order), promised, why, until));
    }

    /// <summary>A counter sale has left with the customer already: its units leave the shelves and the bins.</summary>
    private async Task SellAsync(SalesOrder order, SourcingDecision decision, CancellationToken cancellationToken)
    {
        if (decision.Backordered.Count > 0 || decision.Groups.Count == 0)
        {
            return; // sold although no shelf has it: somebody must look, and nothing is taken until then
        }

        List<PromisedShelf> sold = [];
        foreach (var chosen in decision.Groups)
        {
            foreach (var part in chosen.Promised)
            {
                TakeFrom(shelves[(part.Sku, chosen.Warehouse)], shelf => shelf.Remove(part.Units));
                await Bins.TakeAsync(work, part.Sku, chosen.Warehouse, part.Units, MovementKind.Sale, order.Id, cancellationToken);
                sold.Add(new(part.Line, part.Sku, chosen.Warehouse, part.Units));
            }
        }

        order.LeaveOverTheCounter(work.Now);
        work.Also(new SoldOverTheCounter(order.Id, desk.NumberOf(order), decision.Groups[0].Warehouse, sold));
    }

    /// <summary>Units that no shelf has: backordered, an event for the KPI once a line, a case, and a hold where the order waits for everything.</summary>
    private async Task MissAsync(SalesOrder order, SourcingDecision decision, string why, Dictionary<int, int> before, CancellationToken cancellationToken)
    {
        foreach (var missing in decision.Backordered)
        {
            SalesOrder.Backorder(order.Lines.Single(line => line.LineNo == missing.Line), missing.Units);
        }

        var isWaiting = decision.Backordered.Count > 0;
        cases.Settle(order, [ExceptionCode.NoStock], [.. isWaiting && !order.Accepted.Contains(ExceptionCode.NoStock.Text()) ? [Finding(decision, why)] : (CaseFinding[])[]]);
        if (!isWaiting)
        {
            cases.Settle(order, [ExceptionCode.PromiseBroken], []); // what was lost is promised again, from wherever it was found
        }

        desk.Settle(work, order, HoldSources.Allocation, isWaiting && order.Partial == PartialPolicy.Hold ? [HoldType.Stock] : []);
        var news = decision.Backordered.Where(missing => before.GetValueOrDefault(missing.Line) != missing.Units).ToList();
        if (news.Count == 0)
        {
            return;
        }

        work.Also(new StockMissing(order.Id, desk.NumberOf(order), [.. decision.Backordered.Select(missing => new MissingUnits(missing.Line, missing.Sku, missing.Units))], why));
        foreach (var missing in news)
        {
            await work.Db.Database.ExecuteSqlAsync($"""
                insert into promise_event (id, at, kind, order_id, line_no, sku, units)
                select {Guid.CreateVersion7(work.Now)}, {work.Now}, 'oversell', {order.Id}, {missing.Line}, {missing.Sku}, {missing.Units}
                where not exists (select 1 from promise_event where kind = 'promiseBroken' and order_id = {order.Id} and line_no = {missing.Line})
                on conflict (kind, order_id, line_no) where kind = 'oversell' do nothing
                """, cancellationToken);
        }
    }

    private static CaseFinding Finding(SourcingDecision decision, string why) => new(
        ExceptionCode.NoStock, null, $"{ExceptionCode.NoStock.Text()}:{decision.Backordered[0].Sku}",
        new Dictionary<string, string>
        {
            ["why"] = why,
            ["missing"] = string.Join(", ", decision.Backordered.Select(missing => $"{missing.Sku} × {missing.Units}")),
        });

    private void TakeFrom(StockLine shelf, Func<StockLine, Refusal?> take)
    {
        var hadSome = shelf.Available > 0;
        if (take(shelf) is { } refusal)
        {
            throw new InvalidOperationException($"Sourcing promised what the shelf does not have: {refusal.Message}");
        }

        if (hadSome && shelf.Available <= 0)
        {
            work.Db.PromiseEvents.Add(new(Guid.CreateVersion7(work.Now), work.Now, PromiseEventKind.Stockout, null, null, shelf.Sku, shelf.Warehouse, 0));
        }
    }
}
