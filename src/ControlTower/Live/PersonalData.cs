namespace ControlTower.Live;

/// <summary>What of a person may stand on a list that many see.</summary>
public static class PersonalData
{
    private const int NameCharsMax = 24;

    /// <summary>First name and the initial of the last: "Adel N."</summary>
    public static string ShortName(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = words.Length == 0 ? "" : words[0].Length <= NameCharsMax ? words[0] : words[0][..NameCharsMax];
        return words.Length < 2 || words[^1].Length < 1 ? first : $"{first} {words[^1].EnumerateRunes().First()}.";
    }
}
