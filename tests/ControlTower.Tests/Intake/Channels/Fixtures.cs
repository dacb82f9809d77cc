namespace ControlTower.Tests.Intake.Channels;

/// <summary>
/// Finds the bodies. Beside the checkout (<c>shared/fixtures</c>, there or higher up) lie all of them; in the checkout those that may
/// be passed on.
/// </summary>
public static class Fixtures
{
    public const string NotHere = "This body may not be passed on, so it is read only where shared/fixtures lies beside the checkout.";

    private static readonly string s_checkout = Upwards(AppContext.BaseDirectory).First(folder => File.Exists(Path.Combine(folder, "ControlTower.sln")));

    /// <summary>Null where only the checkout is here.</summary>
    public static string? SharedFolder { get; } =
        Upwards(Path.GetDirectoryName(s_checkout)).Select(folder => Path.Combine(folder, "shared", "fixtures")).FirstOrDefault(Directory.Exists);

    public static string CopiesFolder { get; } = Path.Combine(s_checkout, "tests", "fixtures");

    /// <returns>Null where it is not on this machine.</returns>
    public static byte[]? Find(string file)
    {
        var path = new[] { SharedFolder, CopiesFolder }.OfType<string>().Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
        return path is null ? null : File.ReadAllBytes(path);
    }

    /// <summary>For files that are copied.</summary>
    public static byte[] Bytes(string file) => Find(file) ?? throw new FileNotFoundException(file);

    private static IEnumerable<string> Upwards(string? from)
    {
        for (var folder = from; folder is not null; folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)))
        {
            yield return folder;
        }
    }
}
