using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using ControlTower.Foreign;
using ControlTower.Intake.Channels.Csv;
using ControlTower.Live;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>One page of a list. Whoever follows <c>next</c> meets each row once, also while rows come and move.</summary>
/// <param name="Next">Where the next page begins; null: this is the last.</param>
/// <param name="Position">Of the feed: everything up to it is in the rows.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, DateTimeOffset AsOf, long Position);

/// <summary>What a list was asked for: its filters, how many rows, after which row, and whether as a file.</summary>
public sealed class PageAsk
{
    public const int TakeMax = 200;
    private const int TakeUsual = 50;

    private readonly IQueryCollection _query;

    private PageAsk(IQueryCollection query, int take, string[]? after, bool isCsv) => (_query, Take, After, IsCsv) = (query, take, after, isCsv);

    public int Take { get; }

    /// <summary>The key of the last row of the page before; null: from the start.</summary>
    public string[]? After { get; }

    public bool IsCsv { get; }

    /// <param name="keys">How many parts the list's key has.</param>
    /// <param name="filters">Names of the filters that the list knows, beside <c>take</c>, <c>after</c> and <c>format</c>.</param>
    /// <returns>Or <c>api.take</c>, <c>api.cursor</c>, <c>api.filter-unknown</c>, <c>api.filter-invalid</c>.</returns>
    public static Outcome<PageAsk> Read(HttpRequest request, int keys, params ReadOnlySpan<string> filters)
    {
        if (UnknownFilter(request, ["take", "after", "format", .. filters]) is { } unknown)
        {
            return unknown;
        }

        foreach (var (name, values) in request.Query)
        {
            if (values.Any(value => value?.Contains('\0', StringComparison.Ordinal) == true))
            {
                return new Refusal(ApiProblem.FilterInvalid, "This value cannot be read.", name);
            }
        }

        var take = TakeUsual;
        if (request.Query.TryGetValue("take", out var asked)
            && !(int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out take) && take is > 0 and <= TakeMax))
        {
            return new Refusal(ApiProblem.Take, $"A page has 1 to {TakeMax} rows; follow next for more.", "take");
        }

        string[]? after = null;
        if (request.Query["after"].ToString() is { Length: > 0 } cursor && (after = PageCursor.Read(cursor, keys)) is null)
        {
            return new Refusal(ApiProblem.Cursor, "This is no cursor of this list. Take next of the page before, or leave it out.", "after");
        }

        var format = request.Query["format"].ToString();
        return format is "" or "json" or "csv"
            ? new PageAsk(request.Query, take, after, format == "csv")
            : new Refusal(ApiProblem.FilterInvalid, "A list comes as json or csv.", "format");
    }

    /// <summary>A filter that nobody reads would answer more than was asked for.</summary>
    public static Refusal? UnknownFilter(HttpRequest request, params ReadOnlySpan<string> known)
    {
        foreach (var name in request.Query.Keys)
        {
            if (!known.Contains(name))
            {
                return new(ApiProblem.FilterUnknown, $"There is no such filter here; there are {string.Join(", ", known!)}.", name.Length <= 60 ? name : name[..60]);
            }
        }

        return null;
    }

    /// <summary>Null where the filter is not given.</summary>
    public string? Text(string name) => _query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>A filter that is one of an enumeration's words.</summary>
    public Refusal? Word<TEnum>(string name, out TEnum? word)
        where TEnum : struct, Enum
    {
        word = null;
        if (Text(name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (ApiJson.Spell(value) == text)
            {
                word = value;
                return null;
            }
        }

        return new(ApiProblem.FilterInvalid, $"This must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(ApiJson.Spell))}.", name);
    }

    public Refusal? Whole(string name, out int? number)
    {
        number = null;
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read))
        {
            number = read;
            return null;
        }

        return new(ApiProblem.FilterInvalid, "This must be a whole number.", name);
    }

    /// <param name="rows">One more than asked for, where there are more.</param>
    /// <param name="keyOf">The parts of a row's key, for the cursor.</param>
    public Page<T> PageOf<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, string[]> keyOf, Func<TRow, T> show, DateTimeOffset asOf, LiveFeed feed) => new(
        [.. rows.Take(Take).Select(show)], rows.Count > Take ? PageCursor.Write(keyOf(rows[Take - 1])) : null, asOf, Math.Max(0, feed.Position));
}

/// <summary>A place in a list, as clients hand it back: opaque, and checked when it comes.</summary>
public static class PageCursor
{
    private const int CharsMax = 400;

    public static string Write(params string[] key) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key));

    public static string[]? Read(string cursor, int keys)
    {
        try
        {
            return cursor.Length <= CharsMax && JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor)) is { } key
                && key.Length == keys && key.All(part => part is not null) ? key : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A list as a file that opens safely in a spreadsheet.</summary>
public static class CsvAnswer
{
    public static IResult Of(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows) =>
        TypedResults.File(SafeCsv.Write(header, rows), "text/csv; charset=utf-8", name + ".csv");
}
