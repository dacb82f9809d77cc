using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>One row of a file: a SKU, and what lies of it in one bin on the first day.</summary>
/// <param name="OnHand">Null where the row is about the catalogue only.</param>
public sealed record OpeningRow(int Row, ToldSku Told, string? Warehouse, string? Bin, int? OnHand);

/// <param name="Column">As the file's header means it.</param>
public sealed record RowRefused(int Row, string Column, string Code, string Detail);

/// <summary>Catalogue and opening stock from a file. A row that is refused says why, and the others go on.</summary>
public sealed record ImportCatalogue(Guid CommandId, Actor By, IReadOnlyList<OpeningRow> Rows) : ICommand
{
    public static Duty Needs => Duty.KeepCatalogue;
}

/// <param name="Accepted">Rows taken over, those included that were so already.</param>
public sealed record StockImported(int Skus, int Accepted, IReadOnlyList<RowRefused> Refused, IReadOnlyList<string> Touched) : IJournaled
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Subject => "catalogue:csv";

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject, .. Touched];
}

/// <remarks>It is opening stock and no delivery: a bin that holds as much already stays as it is, so the same file twice changes nothing.</remarks>
public sealed class ImportCatalogueHandler(CommitGate gate, IDbContextFactory<TowerDb> contexts)
{
    private const int TouchedMax = 1_000;

    /// <summary>What would be refused, without writing anything.</summary>
    public async Task<IReadOnlyList<RowRefused>> TryAsync(Actor by, IReadOnlyList<OpeningRow> rows, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await OpeningRules.LoadAsync(db, by, rows, cancellationToken)).Refuse(rows);
    }

    public Task<Outcome<Committed<StockImported>>> HandleAsync(ImportCatalogue command, CancellationToken cancellationToken) =>
        gate.CommitAsync<ImportCatalogue, StockImported>(command, async work =>
        {
            if (command.Rows.Any(row => row.OnHand is not null) && !command.By.May(Duty.MoveStock))
            {
                return AccessRefusals.NoDuty(command.By, Duty.MoveStock);
            }

            var rules = await OpeningRules.LoadAsync(work.Db, command.By, command.Rows, cancellationToken);
            var refused = rules.Refuse(command.Rows);
            var good = command.Rows.ExceptBy(refused.Select(error => error.Row), row => row.Row).ToList();
            var taken = good.Count == 0 ? null : await CatalogueBook.TakeAsync(work, "csv", [.. good.Select(row => row.Told)], cancellationToken);
            await work.Db.SaveChangesAsync(cancellationToken);
            var shelves = await PutAsync(work, good, cancellationToken);
            return new StockImported(taken?.Skus ?? 0, good.Count, refused, [.. shelves.Concat(taken?.NewSkus.Select(JournalKeys.Sku) ?? []).Take(TouchedMax)]);
        }, cancellationToken);

    private static async Task<List<string>> PutAsync(Work work, List<OpeningRow> good, CancellationToken cancellationToken)
    {
        var touched = new List<string>();
        foreach (var site in good.Where(row => row.OnHand > 0).GroupBy(row => row.Warehouse!).OrderBy(site => site.Key, StringComparer.Ordinal))
        {
            var warehouse = (await ShelfDesk.SiteAsync(work, site.Key, cancellationToken))!;
            var shelves = await Locks.OpenShelvesAsync(work.Db, warehouse.Key, site.Select(row => row.Told.Sku), cancellationToken);
            foreach (var row in site)
            {
                var (sku, bin) = (row.Told.Sku, row.Bin ?? Bins.Receiving);
                if (await work.Db.BinStock.FindAsync([site.Key, bin, sku], cancellationToken) is { Units: > 0 })
                {
                    continue; // as much lies there already, the rules say
                }

                shelves[(sku, site.Key)].Add(row.OnHand!.Value);
                await Bins.PutAsync(work, sku, site.Key, bin, row.OnHand.Value, MovementKind.Receive, cancellationToken, "opening stock");
                touched.Add(JournalKeys.Stock(site.Key, sku));
            }

            await Backorders.WakeAsync(work, [.. site.Select(row => row.Told.Sku).Distinct()], cancellationToken);
        }

        return touched;
    }
}
