namespace ControlTower.Playbook.Packing;

/// <summary>A box or bag that goods are packed into. Cartons are data: a company keeps its own.</summary>
public sealed class Carton
{
    public required string Key { get; init; }
    public required string Name { get; set; }

    /// <summary>Inner measures, in mm.</summary>
    public int LengthMm { get; set; }

    public int WidthMm { get; set; }
    public int HeightMm { get; set; }

    /// <summary>Of the goods in it.</summary>
    public int MaxGrams { get; set; }

    /// <summary>Empty, with its tape.</summary>
    public int TareGrams { get; set; }

    /// <summary>Its key on the bench: 1, 2, 3 …</summary>
    public int Place { get; set; }

    public bool IsOn { get; set; }

    public CartonSize Size => new(Key, new(LengthMm, WidthMm, HeightMm), MaxGrams);
}

/// <summary>A cuboid in mm.</summary>
public readonly record struct Cuboid(int Length, int Width, int Height)
{
    public long Volume => (long)Length * Width * Height;

    public bool Holds(Cuboid other) => other.Length <= Length && other.Width <= Width && other.Height <= Height;

    /// <summary>All ways to turn it; equal ones once.</summary>
    public IEnumerable<Cuboid> Turned() => new Cuboid[]
    {
        new(Length, Width, Height), new(Length, Height, Width), new(Width, Length, Height),
        new(Width, Height, Length), new(Height, Length, Width), new(Height, Width, Length),
    }.Distinct();
}

/// <param name="Inner">In mm.</param>
/// <param name="MaxGrams">Of the goods in it.</param>
public sealed record CartonSize(string Key, Cuboid Inner, int MaxGrams);

/// <summary>One unit that is to lie in a carton.</summary>
/// <param name="Size">Null: nobody measured it.</param>
public sealed record CartonItem(Cuboid? Size, int Grams);

/// <param name="IsGuess">Some of the goods were never measured, so only those that were are known to fit.</param>
public sealed record CartonHint(string Carton, bool IsGuess);
