using System.Runtime.InteropServices;
using HarfBuzzSharp;
using SkiaSharp;

namespace ControlTower.Documents;

/// <summary>
/// One of the typefaces that travel inside the program: what is drawn never depends on what a machine has installed. Made once, used by all
/// threads at the same time, and never thrown away.
/// </summary>
internal sealed class Face
{
    private static readonly Lazy<Face> s_latin = new(() => new("plex-sans-400"));
    private static readonly Lazy<Face> s_latinBold = new(() => new("plex-sans-600"));
    private static readonly Lazy<Face> s_arabic = new(() => new("plex-arabic-400"));
    private static readonly Lazy<Face> s_arabicBold = new(() => new("plex-arabic-600"));

    private Face(string name)
    {
        using var file = typeof(Face).Assembly.GetManifestResourceStream($"documents/{name}.ttf") ?? throw new InvalidOperationException($"The typeface {name} is not in the program.");
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        var bytes = copy.ToArray();
        using (var data = SKData.CreateCopy(bytes))
        {
            Drawn = SKTypeface.FromData(data);
        }

        // HarfBuzz reads the file as long as it shapes: its memory must stay where it is.
        var kept = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        using var blob = new Blob(kept.AddrOfPinnedObject(), bytes.Length, MemoryMode.ReadOnly);
        using var face = new HarfBuzzSharp.Face(blob, 0);
        UnitsPerEm = face.UnitsPerEm;
        Shaper = new Font(face);
        Shaper.SetScale(UnitsPerEm, UnitsPerEm);
        Shaper.SetFunctionsOpenType();
    }

    public SKTypeface Drawn { get; }

    public Font Shaper { get; }

    public int UnitsPerEm { get; }

    public bool Has(int codepoint) => Shaper.TryGetGlyph((uint)codepoint, out _);

    /// <summary>Of Arabic letters and figures, or of everything else.</summary>
    public static Face Of(bool isArabic, bool isBold) => (isArabic, isBold) switch
    {
        (false, false) => s_latin.Value,
        (false, true) => s_latinBold.Value,
        (true, false) => s_arabic.Value,
        (true, true) => s_arabicBold.Value,
    };
}
