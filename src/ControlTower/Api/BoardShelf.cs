using System.Collections.Frozen;
using ControlTower.Access;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>One row of a board as machines see it; its public properties are the board's columns.</summary>
public interface IBoardLine
{
    string Key { get; }

    /// <summary>What decides whether the row changed: compared by value.</summary>
    object Source => this;
}

/// <summary>What a board says at one moment to one caller.</summary>
/// <param name="Rows">All that fit the filter, in the board's order.</param>
public sealed record BoardPicture(DateTimeOffset AsOf, long Position, IReadOnlyDictionary<string, long> Counters, IReadOnlyList<IBoardLine> Rows);

/// <summary>A board as machines may read and follow it.</summary>
public interface IBoardDoor
{
    string Name { get; }

    Type Line { get; }

    IReadOnlyList<string> Filters { get; }

    /// <summary>Only what the caller may see: its warehouses, and people's names only with the duty for it.</summary>
    BoardPicture Read(Actor who, BoardFilter filter);

    /// <summary>What a filter of this board may be, where its name means something else on another board; null: as everywhere.</summary>
    IReadOnlyCollection<string>? WordsOf(string filter) => null;

    /// <summary>Calls back when the board changed, at a desk's pace, until disposed.</summary>
    IDisposable Watch(Func<Task> changed);
}

/// <summary>All boards that machines may read, by name.</summary>
public sealed class BoardShelf(IEnumerable<IBoardDoor> doors)
{
    private readonly FrozenDictionary<string, IBoardDoor> _doors = doors.ToFrozenDictionary(door => door.Name, StringComparer.Ordinal);

    public IEnumerable<IBoardDoor> All => _doors.Values.OrderBy(door => door.Name, StringComparer.Ordinal);

    /// <returns>The board and the checked filter, or <c>boards.unknown</c>, <c>api.filter-unknown</c>, <c>api.filter-invalid</c>, <c>access.scope</c>.</returns>
    public Outcome<AskedBoard> Find(string board, IEnumerable<KeyValuePair<string, string>> asked, Actor who)
    {
        if (!_doors.TryGetValue(board, out var door))
        {
            return new Refusal("boards.unknown", $"There is no such board; there are {string.Join(", ", All.Select(one => one.Name))}.", "board");
        }

        var values = new Dictionary<string, string>(asked, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (!door.Filters.Contains(name))
            {
                return new Refusal(ApiProblem.FilterUnknown, $"There is no such filter here; there are {string.Join(", ", door.Filters)}.", name.Length <= 60 ? name : name[..60]);
            }

            if (!(door.WordsOf(name)?.Contains(value) ?? BoardFilter.Fits(name, value)))
            {
                return new Refusal(ApiProblem.FilterInvalid, "There is no such value of this filter.", name);
            }
        }

        return values.TryGetValue("warehouse", out var warehouse) && !who.Sees(warehouse)
            ? AccessRefusals.OutOfScope(warehouse)
            : new AskedBoard(door, new(values));
    }
}

public sealed record AskedBoard(IBoardDoor Door, BoardFilter Filter);

/// <summary>Which rows somebody asked for; every filter must fit.</summary>
public sealed class BoardFilter(IReadOnlyDictionary<string, string> values)
{
    private const int CharsMax = 100;

    private static readonly FrozenDictionary<string, string[]> s_words = new Dictionary<string, string[]>
    {
        ["stage"] = Spelled<Stage>(), ["channel"] = Spelled<Channel>(), ["hold"] = Spelled<HoldType>(), ["cause"] = Spelled<WaitsOn>(), ["since"] = Spelled<AgeSince>(),
    }.ToFrozenDictionary();

    public static bool Fits(string name, string value) => s_words.TryGetValue(name, out var words) ? words.Contains(value) : value.Length is > 0 and <= CharsMax;

    public string? Text(string name) => values.TryGetValue(name, out var value) ? value : null;

    /// <returns>True where the filter is not given, too.</returns>
    public bool Takes(string name, string? value) => !values.TryGetValue(name, out var wanted) || wanted == value;

    public TEnum? Word<TEnum>(string name)
        where TEnum : struct, Enum
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (ApiJson.Spell(value) == Text(name))
            {
                return value;
            }
        }

        return null;
    }

    public static string[] Spelled<TEnum>()
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(ApiJson.Spell)];
}
