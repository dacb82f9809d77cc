using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ControlTower.Settings;
using Microsoft.Extensions.Options;

namespace ControlTower.Inventory;

/// <summary>
/// Pictures of SKUs, in the tower's data folder and never among what the web server hands out by itself. A file is named by its content, so one
/// picture is kept once; its kind is read from its first bytes and not from what the sender says.
/// </summary>
public sealed partial class PictureStore(IOptions<TowerOptions> options)
{
    public const int BytesMax = 2 * 1024 * 1024;

    private string Folder => Path.Combine(options.Value.DataFolder, "pictures");

    /// <returns>The file's name, or null: these bytes are no PNG, JPEG or WebP.</returns>
    public async Task<string?> KeepAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        if (KindOf(picture.Span) is not { } kind)
        {
            return null;
        }

        var name = $"{Convert.ToHexStringLower(SHA256.HashData(picture.Span))}.{kind}";
        Directory.CreateDirectory(Folder);
        if (!File.Exists(Path.Combine(Folder, name)))
        {
            var draft = Path.Combine(Folder, $"{Guid.NewGuid():N}.tmp"); // whole or not at all
            await File.WriteAllBytesAsync(draft, picture, cancellationToken);
            File.Move(draft, Path.Combine(Folder, name), overwrite: true);
        }

        return name;
    }

    /// <returns>Null where there is none of this name.</returns>
    public (string Path, string MediaType)? Find(string name) =>
        Name().IsMatch(name) && Path.Combine(Folder, name) is var path && File.Exists(path)
            ? (path, name.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : name.EndsWith(".jpg", StringComparison.Ordinal) ? "image/jpeg" : "image/webp")
            : null;

    private static string? KindOf(ReadOnlySpan<byte> picture) =>
        picture.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "png"
        : picture.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
        : picture.Length > 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8) ? "webp"
        : null;

    [GeneratedRegex(@"^[0-9a-f]{64}\.(png|jpg|webp)\z")]
    private static partial Regex Name();
}
