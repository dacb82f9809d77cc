namespace ControlTower.Screens.Picker;

/// <summary>Articles are named "Plain Tee, Size S" or "Sidr Honey – 1 kg": what it is in large letters, which of them under it.</summary>
internal static class PickNames
{
    private static readonly string[] s_between = [" – ", ", "];

    public static (string Name, string? Kind) Split(string name)
    {
        var (at, length) = s_between.Select(mark => (At: name.LastIndexOf(mark, StringComparison.Ordinal), mark.Length)).FirstOrDefault(found => found.At > 0 && found.At + found.Length < name.Length);
        return at > 0 ? (name[..at], name[(at + length)..]) : (name, null);
    }
}
