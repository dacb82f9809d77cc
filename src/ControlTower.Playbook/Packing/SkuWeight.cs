namespace ControlTower.Playbook.Packing;

/// <summary>
/// What one unit of a SKU weighs, as far as we know. It begins with the catalogue's word, which is not much worth, and is taught by every
/// parcel whose weight was believed: the first parcels count most, later on the last ten or so, so that a new supplier's package is followed.
/// </summary>
public sealed class SkuWeight
{
    /// <summary>How far a catalogue may be off before anybody weighed a unit: one standard deviation, as a share.</summary>
    private const double CatalogueSpread = 0.05;

    private const double SpreadGramsMin = 1;

    /// <summary>The newest parcel's weight among those before it, once many were seen.</summary>
    private const double NewestMin = 0.1;

    private SkuWeight() { }

    public string Sku { get; private init; } = "";

    /// <summary>Of one unit.</summary>
    public double Grams { get; private set; }

    /// <summary>One standard deviation of a unit, in grams: how much units differ, and how little we know.</summary>
    public double Spread { get; private set; }

    /// <summary>Parcels that taught it; 0: the catalogue alone.</summary>
    public int Parcels { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <returns>Null where the catalogue does not say.</returns>
    public static SkuWeight? FromCatalogue(string sku, int? grams) =>
        grams is > 0 and var said ? new() { Sku = sku, Grams = said, Spread = Math.Max(SpreadGramsMin, said * CatalogueSpread) } : null;

    /// <summary>Nothing was known of it; a parcel of it alone says what it weighs.</summary>
    public static SkuWeight FromParcel(string sku, double gramsEach, DateTimeOffset now) =>
        new() { Sku = sku, Grams = gramsEach, Spread = Math.Max(SpreadGramsMin, gramsEach * CatalogueSpread), Parcels = 1, UpdatedAt = now };

    /// <param name="off">By how many grams a unit of this parcel was heavier (or lighter) than we thought.</param>
    internal void Teach(double off, DateTimeOffset now)
    {
        var newest = Math.Max(1.0 / (Parcels + 2), NewestMin);
        Grams = Math.Max(SpreadGramsMin, Grams + (newest * off));
        Spread = Math.Max(SpreadGramsMin / 2, Math.Sqrt(((1 - newest) * Spread * Spread) + (newest * off * off)));
        (Parcels, UpdatedAt) = (Parcels + 1, now);
    }
}
