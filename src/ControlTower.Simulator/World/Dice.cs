using System.Buffers.Binary;
using System.Text;

namespace ControlTower.Simulator.World;

/// <summary>
/// Seeded chance (PCG32). Thrown anew for each thing it decides about, so that order 20017 of a shop is the same
/// whatever happened before it, and whichever of two threads was first.
/// </summary>
public sealed class Dice
{
    private ulong _state;

    private Dice(ulong state)
    {
        _state = state;
        Next32();
    }

    /// <param name="about">What is decided: "site-eg", "20017", "webhook" …</param>
    public static Dice Of(int seed, params ReadOnlySpan<string> about)
    {
        // FNV-1a over the seed and the words; a zero byte between them, so that "ab","c" is not "a","bc".
        var hash = 14_695_981_039_346_656_037UL;
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, seed);
        hash = Fold(hash, number);
        foreach (var word in about)
        {
            hash = Fold(Fold(hash, Encoding.UTF8.GetBytes(word)), [0]);
        }

        return new Dice(hash);
    }

    /// <summary>0 up to, and without, <paramref name="count"/>.</summary>
    public int Below(int count) => (int)((ulong)Next32() * (ulong)count >> 32);

    /// <summary>Both ends may come.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <param name="share">0.05 is one in twenty.</param>
    public bool Chance(double share) => Next32() < share * 4_294_967_296.0;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Evenly between the two, to a second.</summary>
    public TimeSpan Minutes(double least, double most) => TimeSpan.FromSeconds(Between((int)(least * 60), (int)(most * 60)));

    /// <summary><paramref name="count"/> decimal digits, as text.</summary>
    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));

    /// <summary>For ids that only have to be unlike each other.</summary>
    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        for (var at = 0; at < 16; at += 4)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[at..], Next32());
        }

        return new Guid(bytes);
    }

    private uint Next32()
    {
        var old = _state;
        _state = unchecked(old * 6_364_136_223_846_793_005UL + 1_442_695_040_888_963_407UL);
        var shifted = (uint)(((old >> 18) ^ old) >> 27);
        return uint.RotateRight(shifted, (int)(old >> 59));
    }

    private static ulong Fold(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            hash = unchecked((hash ^ one) * 1_099_511_628_211UL);
        }

        return hash;
    }
}
