using System.Text.RegularExpressions;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace ControlTower.Data;

/// <param name="File">Its name in the folder of photos.</param>
public sealed record KeptPhoto(string File, int Width, int Height, int Bytes);

/// <summary>
/// Photos of parcels, in the tower's data folder and never among what the web server hands out by itself. A photo is decoded and drawn anew
/// before it is kept, so that nothing which only looks like one, and nothing that a camera writes beside the picture (place, time, device), gets in.
/// </summary>
public sealed partial class PhotoStore(IOptions<TowerOptions> options)
{
    /// <summary>Of a file as it is sent.</summary>
    public const int BytesMax = 8 * 1024 * 1024;

    /// <summary>Of a picture, before it is decoded: a small file may claim to be a huge one.</summary>
    public const int PixelsMax = 40_000_000;

    private const int SideMax = 1_600;
    private const int Quality = 82;

    /// <summary>Decoding takes four bytes a pixel; so many at once, and the others wait.</summary>
    private static readonly SemaphoreSlim s_decoders = new(2);

    private string Folder => Path.Combine(options.Value.DataFolder, "photos");

    /// <returns>Or <c>packing.photo-invalid</c>, <c>packing.photo-too-large</c>.</returns>
    public async Task<Outcome<KeptPhoto>> KeepAsync(byte[] sent, CancellationToken cancellationToken)
    {
        await s_decoders.WaitAsync(cancellationToken);
        try
        {
            return Redraw(sent).Decided(out var drawn, out var refused) ? await WriteAsync(drawn, cancellationToken) : refused;
        }
        finally
        {
            s_decoders.Release();
        }
    }

    /// <returns>Null where there is none of this name.</returns>
    public string? Find(string file) => Name().IsMatch(file) && Path.Combine(Folder, file) is var path && File.Exists(path) ? path : null;

    public void Forget(string file)
    {
        if (Find(file) is { } path)
        {
            File.Delete(path);
        }
    }

    private sealed record Drawn(byte[] Jpeg, int Width, int Height);

    private static Outcome<Drawn> Redraw(byte[] sent)
    {
        using var stream = new SKMemoryStream(sent);
        using var codec = SKCodec.Create(stream);
        if (codec is null || codec.Info is not { Width: > 0, Height: > 0 } || !IsPhoto(codec.EncodedFormat))
        {
            return PackingRefusals.PhotoInvalid();
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > PixelsMax)
        {
            return PackingRefusals.PhotoTooLarge(PixelsMax);
        }

        using var read = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(read.Info, read.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput))
        {
            return PackingRefusals.PhotoInvalid();
        }

        return Encode(read, codec.EncodedOrigin);
    }

    private static bool IsPhoto(SKEncodedImageFormat format) => format is SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp;

    /// <summary>Upright, on white, at most <see cref="SideMax"/> a side.</summary>
    private static Drawn Encode(SKBitmap read, SKEncodedOrigin origin)
    {
        var scale = Math.Min(1f, SideMax / (float)Math.Max(read.Width, read.Height));
        var (width, height) = (Math.Max(1, (int)(read.Width * scale)), Math.Max(1, (int)(read.Height * scale)));
        var isTurned = origin is SKEncodedOrigin.RightTop or SKEncodedOrigin.LeftBottom or SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightBottom;
        var (outWidth, outHeight) = isTurned ? (height, width) : (width, height);
        using var surface = SKSurface.Create(new SKImageInfo(outWidth, outHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var image = SKImage.FromBitmap(read);
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        canvas.Concat(Upright(origin, width, height));
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var jpeg = drawn.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return new(jpeg.ToArray(), outWidth, outHeight);
    }

    /// <summary>How a picture is turned whose camera was held another way: EXIF's eight orientations.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };

    private async Task<KeptPhoto> WriteAsync(Drawn drawn, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        var name = $"{Guid.NewGuid():N}.jpg"; // random: the name of one says nothing about another's
        var draft = Path.Combine(Folder, $"{Guid.NewGuid():N}.tmp");
        await File.WriteAllBytesAsync(draft, drawn.Jpeg, cancellationToken);
        File.Move(draft, Path.Combine(Folder, name));
        return new(name, drawn.Width, drawn.Height, drawn.Jpeg.Length);
    }

    [GeneratedRegex(@"^[0-9a-f]{32}\.jpg\z")]
    private static partial Regex Name();
}
