namespace ControlTower.Playbook.Packing;

/// <summary>
/// Lays cuboids into a box one after the other, each into the free corner where it lies lowest and furthest back. Corners are those that laid
/// pieces leave (extreme points: Crainic, Perboli and Tadei 2008). Tries several orders, then orders shaken by chance; the chance is always the same.
/// </summary>
internal static class CornerPacking
{
    /// <summary>Orders that are shaken; each is cheap, and most answers come from the first ones.</summary>
    private const int ShakenMax = 400;

    /// <summary>Pieces laid in all tries together.</summary>
    private const int WorkMax = 12_000;

    private static readonly Func<Cuboid, long>[] s_sizes =
    [
        piece => piece.Volume,
        piece => Math.Max(piece.Length, Math.Max(piece.Width, piece.Height)),
        piece => Math.Max((long)piece.Length * piece.Width, Math.Max((long)piece.Length * piece.Height, (long)piece.Width * piece.Height)),
        piece => Math.Min(piece.Length, Math.Min(piece.Width, piece.Height)),
    ];

    private readonly record struct Corner(int X, int Y, int Z);

    private readonly record struct Laid(Corner At, Cuboid Piece)
    {
        public int EndX => At.X + Piece.Length;

        public int EndY => At.Y + Piece.Width;

        public int EndZ => At.Z + Piece.Height;

        public bool Meets(Laid other) =>
            At.X < other.EndX && other.At.X < EndX && At.Y < other.EndY && other.At.Y < EndY && At.Z < other.EndZ && other.At.Z < EndZ;
    }

    /// <returns>Whether a way to lay them was found; false says nothing about whether there is one.</returns>
    public static bool Finds(Cuboid inner, IReadOnlyList<Cuboid> pieces)
    {
        var boxes = inner.Turned().ToList(); // the same box, filled from another side
        foreach (var size in s_sizes)
        {
            List<Cuboid> ordered = [.. pieces.OrderByDescending(size)];
            if (boxes.Exists(box => Lays(box, ordered)))
            {
                return true;
            }
        }

        var chance = new Random(pieces.Count); // of no consequence for anything but this answer, which must be the same each time
        List<Cuboid> shaken = [.. pieces.OrderByDescending(s_sizes[0])];
        for (var (tries, work) = (0, 0); tries < ShakenMax && work < WorkMax; tries++, work += pieces.Count)
        {
            var (one, other) = (chance.Next(shaken.Count), chance.Next(shaken.Count));
            (shaken[one], shaken[other]) = (shaken[other], shaken[one]);
            if (Lays(boxes[tries % boxes.Count], shaken))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Lays(Cuboid box, List<Cuboid> pieces)
    {
        var laid = new List<Laid>(pieces.Count);
        List<Corner> corners = [default];
        foreach (var piece in pieces)
        {
            if (Best(box, piece, laid, corners) is not { } place)
            {
                return false;
            }

            laid.Add(place);
            corners.Remove(place.At);
            corners.AddRange(CornersOf(place, laid));
        }

        return true;
    }

    private static Laid? Best(Cuboid box, Cuboid piece, List<Laid> laid, List<Corner> corners)
    {
        Laid? best = null;
        foreach (var turned in piece.Turned())
        {
            foreach (var corner in corners)
            {
                var place = new Laid(corner, turned);
                if (place.EndX <= box.Length && place.EndY <= box.Width && place.EndZ <= box.Height
                    && (best is not { } there || Rank(place).CompareTo(Rank(there)) < 0) && !laid.Exists(place.Meets))
                {
                    best = place;
                }
            }
        }

        return best;
    }

    /// <summary>Lowest first: where its top ends, then its far side, then its end.</summary>
    private static (int, int, int, int) Rank(Laid place) => (place.EndZ, place.EndY, place.EndX, place.At.X + place.At.Y);

    /// <summary>The three outer corners of a laid piece, each slid back until it meets something.</summary>
    private static IEnumerable<Corner> CornersOf(Laid piece, List<Laid> laid)
    {
        yield return new(piece.EndX, Slide(laid, other => other.EndY, other => other.At.X <= piece.EndX && piece.EndX < other.EndX && other.At.Z <= piece.At.Z && piece.At.Z < other.EndZ, piece.At.Y), piece.At.Z);
        yield return new(piece.EndX, piece.At.Y, Slide(laid, other => other.EndZ, other => other.At.X <= piece.EndX && piece.EndX < other.EndX && other.At.Y <= piece.At.Y && piece.At.Y < other.EndY, piece.At.Z));
        yield return new(Slide(laid, other => other.EndX, other => other.At.Y <= piece.EndY && piece.EndY < other.EndY && other.At.Z <= piece.At.Z && piece.At.Z < other.EndZ, piece.At.X), piece.EndY, piece.At.Z);
        yield return new(piece.At.X, piece.EndY, Slide(laid, other => other.EndZ, other => other.At.Y <= piece.EndY && piece.EndY < other.EndY && other.At.X <= piece.At.X && piece.At.X < other.EndX, piece.At.Z));
        yield return new(Slide(laid, other => other.EndX, other => other.At.Z <= piece.EndZ && piece.EndZ < other.EndZ && other.At.Y <= piece.At.Y && piece.At.Y < other.EndY, piece.At.X), piece.At.Y, piece.EndZ);
        yield return new(piece.At.X, Slide(laid, other => other.EndY, other => other.At.Z <= piece.EndZ && piece.EndZ < other.EndZ && other.At.X <= piece.At.X && piece.At.X < other.EndX, piece.At.Y), piece.EndZ);
    }

    private static int Slide(List<Laid> laid, Func<Laid, int> end, Func<Laid, bool> stands, int from) =>
        laid.Where(other => stands(other) && end(other) <= from).Select(end).DefaultIfEmpty(0).Max();
}
