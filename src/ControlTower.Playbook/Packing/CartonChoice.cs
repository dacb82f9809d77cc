namespace ControlTower.Playbook.Packing;

/// <summary>
/// Proposes the smallest carton that everything goes into. A carton is proposed only when a way to lay the goods into it was found, so a hint
/// can always be carried out; a smaller one in which only a cleverer hand would find room is sometimes missed. Finding the best one is NP-hard
/// (Martello, Pisinger and Vigo 2000); here goods are laid into free corners, in a few orders and by chance, within a fixed number of tries.
/// </summary>
public static class CartonChoice
{
    /// <summary>More pieces are judged by their volume and their largest one: nobody waits at the bench for an exact answer.</summary>
    public const int PiecesMax = 60;

    /// <summary>What loosely laid goods fill of a carton, in hundredths.</summary>
    private const int LoosePercent = 65;

    /// <returns>Null when one carton does not do.</returns>
    public static CartonHint? Choose(IEnumerable<CartonSize> cartons, IReadOnlyList<CartonItem> items)
    {
        if (items.Count == 0)
        {
            return null;
        }

        var grams = items.Sum(item => (long)item.Grams);
        List<Cuboid> pieces = [.. items.Select(item => item.Size).OfType<Cuboid>().OrderByDescending(piece => piece.Volume)];
        var fit = cartons.OrderBy(carton => carton.Inner.Volume).FirstOrDefault(carton => grams <= carton.MaxGrams && Fits(carton.Inner, pieces));
        return fit is null ? null : new(fit.Key, IsGuess: pieces.Count < items.Count);
    }

    private static bool Fits(Cuboid inner, List<Cuboid> pieces)
    {
        var volume = pieces.Sum(piece => piece.Volume);
        return volume <= inner.Volume
            && pieces.TrueForAll(piece => piece.Turned().Any(inner.Holds))
            && (pieces.Count > PiecesMax ? volume * 100 <= inner.Volume * LoosePercent : CornerPacking.Finds(inner, pieces));
    }
}
