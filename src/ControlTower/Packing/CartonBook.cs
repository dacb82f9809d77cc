using System.Collections.Concurrent;
using ControlTower.Data;
using ControlTower.Playbook.Packing;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Packing;

/// <summary>Which carton for these goods. Answers are kept, since the same few things are packed all day.</summary>
public sealed class CartonBook
{
    private const int AnswersMax = 5_000;
    private readonly ConcurrentDictionary<string, CartonHint?> _answers = new(StringComparer.Ordinal);

    /// <param name="needs">What is still to be packed of them is laid out; all of it, in one carton.</param>
    /// <returns>Null: one carton does not do.</returns>
    public async Task<CartonHint?> HintAsync(TowerDb db, IReadOnlyList<PackNeed> needs, CancellationToken cancellationToken)
    {
        var units = needs.Where(need => need.Left > 0).GroupBy(need => need.Sku).Select(of => (Sku: of.Key, Left: of.Sum(need => need.Left))).ToList();
        var skus = units.Select(of => of.Sku).ToArray();
        var sizes = await db.Skus.AsNoTracking().Where(item => skus.Contains(item.Sku))
            .Select(item => new { item.Sku, item.LengthMm, item.WidthMm, item.HeightMm, item.WeightGrams }).ToDictionaryAsync(item => item.Sku, cancellationToken);
        var cartons = await db.Cartons.AsNoTracking().Where(carton => carton.IsOn).ToListAsync(cancellationToken);
        List<CartonItem> items =
        [
            .. units.SelectMany(of => Enumerable.Repeat(sizes[of.Sku] is { LengthMm: > 0 and var length, WidthMm: > 0 and var width, HeightMm: > 0 and var height } known
                ? new CartonItem(new(length, width, height), known.WeightGrams ?? 0)
                : new CartonItem(null, sizes[of.Sku].WeightGrams ?? 0), of.Left)),
        ];
        var question = $"{string.Join(';', cartons.Select(carton => carton.Size))}|{string.Join(';', items.GroupBy(item => item).Select(same => $"{same.Key}×{same.Count()}").Order(StringComparer.Ordinal))}";
        if (_answers.Count > AnswersMax)
        {
            _answers.Clear();
        }

        return _answers.GetOrAdd(question, _ => CartonChoice.Choose(cartons.Select(carton => carton.Size), items));
    }

    /// <summary>All cartons of the bench, in the order of their keys.</summary>
    public static Task<List<Carton>> ListAsync(TowerDb db, CancellationToken cancellationToken) =>
        db.Cartons.AsNoTracking().Where(carton => carton.IsOn).OrderBy(carton => carton.Place).ToListAsync(cancellationToken);
}
