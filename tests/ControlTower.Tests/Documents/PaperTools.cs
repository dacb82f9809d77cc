using System.Diagnostics;
using SkiaSharp;

namespace ControlTower.Tests.Documents;

/// <summary>Turns a PDF into pictures and reads their bar codes, with programs of others: what we draw must be read by somebody who does not know us.</summary>
internal static class PaperTools
{
    public const string Missing = "zbarimg and pdftoppm are not here. Install them: apt-get install zbar-tools poppler-utils";

    private static readonly Lazy<bool> s_areThere = new(() => IsThere("zbarimg") && IsThere("pdftoppm"));

    public static bool AreThere => s_areThere.Value;

    /// <summary>The first page as grey dots.</summary>
    public static Task<SKBitmap> RasterAsync(byte[] pdf, int dpi) => OnFileAsync(pdf, async file =>
    {
        await RunAsync("pdftoppm", "-r", $"{dpi}", "-gray", "-png", "-singlefile", file, file);
        return SKBitmap.Decode(file + ".png");
    });

    /// <summary>All words of all pages.</summary>
    public static Task<string> TextAsync(byte[] pdf) => OnFileAsync(pdf, file => RunAsync("pdftotext", "-layout", file, "-"));

    /// <summary>As a label that went through the printer at an angle: every row a little further to the right.</summary>
    public static SKBitmap Skew(SKBitmap page, float share)
    {
        var skewed = new SKBitmap(page.Width + (int)(page.Height * share) + 1, page.Height);
        using var canvas = new SKCanvas(skewed);
        canvas.Clear(SKColors.White);
        canvas.SetMatrix(SKMatrix.CreateSkew(share, share));
        using var image = SKImage.FromBitmap(page);
        canvas.DrawImage(image, 0, 0, new SKSamplingOptions(SKFilterMode.Linear));
        return skewed;
    }

    /// <returns>What a scanner types for each code on the picture, sorted.</returns>
    public static async Task<IReadOnlyList<string>> ScanAsync(SKBitmap page)
    {
        var file = Path.GetTempFileName() + ".png";
        try
        {
            using (var png = page.Encode(SKEncodedImageFormat.Png, 100))
            {
                await File.WriteAllBytesAsync(file, png.ToArray());
            }

            var read = await RunAsync("zbarimg", "--quiet", "--raw", file);
            return [.. read.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<T> OnFileAsync<T>(byte[] pdf, Func<string, Task<T>> work)
    {
        var folder = Directory.CreateTempSubdirectory("tower-paper-");
        try
        {
            var file = Path.Combine(folder.FullName, "page.pdf");
            await File.WriteAllBytesAsync(file, pdf);
            return await work(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (read, said) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await said;
        return await read;
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
