using System.Collections.Concurrent;
using System.Globalization;
using ControlTower.Playbook.Vocabulary;
using Microsoft.Extensions.Localization;

namespace ControlTower.Screens.Words;

/// <summary>What the screens of one visitor say, in the language that the visitor came with.</summary>
/// <remarks>
/// The language is taken when the circuit starts and kept: a redraw that a board causes runs on another thread, whose
/// culture is not the visitor's.
/// </remarks>
/// <param name="book">Every word.</param>
/// <param name="culture">The visitor's.</param>
/// <param name="isStrict">A missing word throws, as in tests and while developing; on the floor its key is shown instead.</param>
public sealed class TowerWords(WordBook book, CultureInfo culture, bool isStrict = true) : IStringLocalizer
{
    private static readonly ConcurrentDictionary<Enum, string> s_keys = new();

    private readonly IReadOnlyDictionary<string, string> _words = book.In(Languages.Of(culture.Name).TwoLetterISOLanguageName);

    public CultureInfo Culture { get; } = Languages.Of(culture.Name);

    /// <summary>Two letters, for <c>lang</c>.</summary>
    public string Language => Culture.TwoLetterISOLanguageName;

    public bool IsRightToLeft => Culture.IsRightToLeft();

    public LocalizedString this[string name] => Find(name);

    public LocalizedString this[string name, params object[] arguments]
    {
        get
        {
            var found = Find(name);
            return found.ResourceNotFound ? found : new(name, string.Format(Culture, found.Value, arguments));
        }
    }

    public bool Has(string key) => _words.ContainsKey(key);

    /// <summary>"37 orders": the form that the language has for this number; <c>{0}</c> is the number, grouped.</summary>
    public string Plural(string key, long count) => this[$"{key}.{PluralForms.Of(Language, count)}", Number(count)];

    /// <summary>The word for a stage, a payment state, a hold type and so on: key <c>holdType.phone</c> for <c>HoldType.Phone</c>.</summary>
    public string Of<T>(T value)
        where T : struct, Enum =>
        this[s_keys.GetOrAdd(value, static one => $"{Camel(one.GetType().Name)}.{Camel(one.ToString())}")];

    /// <summary>"Held: phone not valid".</summary>
    public string Held(HoldType type)
    {
        var reason = Of(type);
        var isWord = reason.Length > 1 && char.IsLower(reason[1]); // an abbreviation keeps its capitals
        return this["hold.held", isWord ? char.ToLower(reason[0], Culture) + reason[1..] : reason];
    }

    /// <summary>The verb and noun on a button: key <c>act.fixPhone</c> for <c>fixPhone</c>.</summary>
    public string Act(string act) => this["act." + act];

    /// <summary>What a refusal says to the person: in English its own sentence, in Arabic the one written for its code, else a general one.</summary>
    public string Refused(Refusal refusal) =>
        !IsRightToLeft ? refusal.Message : Has("refusal." + refusal.Code) ? this["refusal." + refusal.Code] : this["refusal.generic"];

    public string Number(long number) => number.ToString("N0", Culture).Replace('-', '−');

    /// <summary>"350.50", or "930" where the amount is whole and <paramref name="isExact"/> is not asked for; without the currency.</summary>
    public string Amount(Money money, bool isExact = false)
    {
        var digits = !isExact && decimal.IsInteger(money.Amount) ? 0 : Money.DigitsOf(money.Currency);
        return money.Amount.ToString("N" + digits.ToString(CultureInfo.InvariantCulture), Culture).Replace('-', '−');
    }

    /// <summary>"350.50 EGP" in a sentence of either direction: the amount stays before its currency.</summary>
    public string Sum(Money money)
    {
        var sum = $"{Amount(money, isExact: true)} {money.Currency}";
        return IsRightToLeft ? $"\u2066{sum}\u2069" : sum;
    }

    /// <summary>Time left or over, sign dropped: "0:22", from a day up "1 d 9 h". The same as tower.js writes.</summary>
    public string Left(TimeSpan rest)
    {
        var minutes = (long)Math.Floor(Math.Abs(rest.TotalMinutes));
        return minutes < 24 * 60 ? $"{minutes / 60}:{minutes % 60:00}" : Days(minutes);
    }

    /// <summary>How long ago: "18 min", "1 h 12", "1 d 2 h". The same as tower.js writes.</summary>
    public string Age(TimeSpan age)
    {
        var minutes = Math.Max(0, (long)Math.Floor(age.TotalMinutes));
        return minutes < 60 ? $"{minutes} {this["time.min"]}"
            : minutes < 24 * 60 ? $"{minutes / 60} {this["time.h"]} {minutes % 60:00}"
            : Days(minutes);
    }

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        _words.Select(pair => new LocalizedString(pair.Key, pair.Value));

    private string Days(long minutes) =>
        $"{minutes / (24 * 60)} {this["time.d"]} {minutes / 60 % 24} {this["time.h"]}";

    private LocalizedString Find(string key) =>
        _words.TryGetValue(key, out var word) ? new(key, word)
        : isStrict ? throw new KeyNotFoundException($"No word for '{key}' in '{Language}'.")
        : new(key, key, resourceNotFound: true);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
