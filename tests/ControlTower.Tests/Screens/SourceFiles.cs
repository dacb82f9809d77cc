namespace ControlTower.Tests.Screens;

/// <summary>The files of the checkout that the tests run from, for what can only be seen in the source.</summary>
internal static class SourceFiles
{
    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "ControlTower.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run from a checkout.");
            }

            return folder.FullName;
        }
    }

    public static IEnumerable<string> Of(string folder, params string[] patterns) =>
        patterns.SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories));
}
