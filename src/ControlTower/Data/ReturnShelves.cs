using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Data;

/// <summary>What a return does to the shelves of the site that it came to: in at the dock, then to sale, to quarantine or out of the house.</summary>
internal sealed class ReturnShelves(Work work, string warehouse)
{
    /// <summary>Here, and not for sale.</summary>
    public async Task TakeInAsync(LockedReturn of, IReadOnlyDictionary<int, int> units, CancellationToken cancellationToken)
    {
        var parts = await PartsAsync(of, [.. units.Select(line => (line.Key, line.Value))], cancellationToken);
        var shelves = await Locks.OpenShelvesAsync(work.Db, warehouse, [.. parts.Select(part => part.Sku)], cancellationToken);
        foreach (var part in parts)
        {
            var shelf = shelves[(part.Sku, warehouse)];
            shelf.Add(part.Units);
            _ = shelf.SetAside(part.Units); // what was just added is promised to nobody
            await Bins.PutAsync(work, part.Sku, warehouse, ReturnDesk.ReturnsBin, part.Units, MovementKind.Receive, cancellationToken, "return", unsellable: part.Units);
        }
    }

    public async Task PlaceAsync(LockedReturn of, IReadOnlyList<AskedGrade> grades, CancellationToken cancellationToken)
    {
        var skus = (await PartsAsync(of, [.. grades.Select(grade => (grade.Line, grade.Units))], cancellationToken)).Select(part => part.Sku).Distinct().ToList();
        var shelves = await Locks.OpenShelvesAsync(work.Db, warehouse, skus, cancellationToken);
        foreach (var grade in grades)
        {
            var seen = Note(of.Case, grade);
            foreach (var part in await PartsAsync(of, [(grade.Line, grade.Units)], cancellationToken))
            {
                await MoveAsync(shelves[(part.Sku, warehouse)], part.Units, grade.Disposition, $"grade:{seen.Id}", cancellationToken);
            }
        }

        await Backorders.WakeAsync(work, skus, cancellationToken);
    }

    private async Task MoveAsync(StockLine shelf, int units, Disposition to, string because, CancellationToken cancellationToken)
    {
        var refused = to switch
        {
            Disposition.Restock => await OutOfReturnsAsync(shelf, units, MovementKind.Restock, because, -units, cancellationToken) ?? shelf.PutBackOnSale(units),
            Disposition.Quarantine => await OutOfReturnsAsync(shelf, units, MovementKind.Quarantine, because, 0, cancellationToken),
            Disposition.Scrap => await OutOfReturnsAsync(shelf, units, MovementKind.Scrap, because, -units, cancellationToken),
        };
        if (refused is not null)
        {
            throw new InvalidOperationException($"A return lies where the ledger does not know it: {refused.Message}");
        }

        switch (to)
        {
            case Disposition.Restock:
                await Bins.PutAsync(work, shelf.Sku, warehouse, Bins.Receiving, units, MovementKind.Restock, cancellationToken, because);
                break;
            case Disposition.Quarantine:
                await Bins.PutAsync(work, shelf.Sku, warehouse, ReturnDesk.QuarantineBin, units, MovementKind.Quarantine, cancellationToken, because);
                break;
            case Disposition.Scrap:
                shelf.Discard(units);
                break;
        }
    }

    private Task<Refusal?> OutOfReturnsAsync(StockLine shelf, int units, MovementKind kind, string because, int unsellable, CancellationToken cancellationToken) =>
        Bins.TakeFromAsync(work, shelf.Sku, warehouse, ReturnDesk.ReturnsBin, units, kind, cancellationToken, because, unsellable);

    private ReturnGrade Note(ReturnCase one, AskedGrade grade)
    {
        var line = one.Lines.Single(known => known.LineNo == grade.Line);
        line.Grade(grade.Units);
        var seen = new ReturnGrade(
            Guid.CreateVersion7(work.Now), one.Id, line.Seq, line.LineNo, line.Sku, grade.Units, grade.Grade, grade.Disposition, grade.Photo,
            work.By.Id, work.By.Name, work.Now);
        work.Db.ReturnGrades.Add(seen);
        return seen;
    }

    /// <summary>A kit comes back as its components.</summary>
    private async Task<List<(string Sku, int Units)>> PartsAsync(LockedReturn of, IReadOnlyList<(int Line, int Units)> lines, CancellationToken cancellationToken)
    {
        var parts = new List<(string Sku, int Units)>();
        foreach (var (lineNo, units) in lines)
        {
            var sku = of.Case.Lines.Single(line => line.LineNo == lineNo).Sku;
            var components = await work.Db.Components.AsNoTracking().Where(part => part.Kit == sku).ToListAsync(cancellationToken);
            parts.AddRange(components.Count == 0 ? [(sku, units)] : components.Select(part => (part.Component, part.Units * units)));
        }

        return parts;
    }
}
