using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Journal;

/// <summary>A part of a sentence: text as it is, words to be looked up, warehouses by their keys, a list of codes, or a time.</summary>
public sealed record EntryPart(
    string? Text = null, IReadOnlyList<string>? Keys = null, IReadOnlyList<string>? Sites = null, IReadOnlyList<string>? Codes = null, DateTimeOffset? At = null);

/// <summary>Whoever reads: what words, times and warehouses are called for them.</summary>
/// <param name="Word">Looks a key up in the reader's language.</param>
/// <param name="Time">Spells an instant.</param>
/// <param name="Site">Names a warehouse by its key.</param>
/// <param name="IsRightToLeft">Codes and figures then stand apart, so that they are not turned round with the sentence.</param>
public sealed record EntryVoice(Func<string, string> Word, Func<DateTimeOffset, string> Time, Func<string, string> Site, string Comma = ", ", bool IsRightToLeft = false)
{
    private const string FirstStrongIsolate = "\u2068";
    private const string PopIsolate = "\u2069";

    public string Code(string text) => IsRightToLeft && text.Length > 0 ? FirstStrongIsolate + text + PopIsolate : text;
}

/// <summary>A journal entry as a sentence, before it has a language.</summary>
/// <param name="Key">Of the sentence, with <c>{0}</c>, <c>{1}</c> … for its parts: <c>journal.HoldPlaced</c>.</param>
/// <param name="Detail">What is less than the news itself: figures, codes.</param>
public sealed record EntrySentence(string Key, IReadOnlyList<EntryPart> Parts, EntrySentence? Detail = null)
{
    public EntrySentence With(EntrySentence detail) => this with { Detail = detail };

    /// <summary>News and detail in one line.</summary>
    public string In(EntryVoice voice) => Detail is { } detail ? $"{News(voice)}: {detail.News(voice)}" : News(voice);

    /// <summary>The news alone.</summary>
    public string News(EntryVoice voice) => string.Format(
        CultureInfo.InvariantCulture, voice.Word(Key),
        [.. Parts.Select(part => part switch
        {
            { At: { } at } => voice.Time(at),
            { Keys: { } keys } => string.Join(voice.Comma, keys.Select(voice.Word)),
            { Sites: { } sites } => string.Join(voice.Comma, sites.Select(voice.Site)),
            { Codes: { } codes } => string.Join(voice.Comma, codes.Select(voice.Code)),
            _ => voice.Code(part.Text ?? ""),
        })]);
}

/// <summary>
/// What each kind of entry says to people: one row a kind. The sentences stand in <c>Words/journal.…</c>; here is what of the entry goes into them.
/// A kind without a row is told by its name.
/// </summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_orders = new()
    {
        ["OrderReceived"] = told => told.Say(told.Text("store")).With(told.Detail(told.Text("externalId"), told.Money("total"), told.Text("lines"))),
        ["OrderPlaced"] = told => Told.SayAs($"journal.OrderPlaced.{told.Word("as")}", told.Text("store"), told.Text("externalId")),
        ["OrderRetold"] = told => told.Say(told.Keys("changed", "changed.")),
        ["OrderEdited"] = told => told.Say(told.Keys("changed", "changed.")),
        ["PaymentMoved"] = told => told.Say(told.OldKey("payment", "paymentState."), told.Key("payment", "paymentState.")),
        ["HoldPlaced"] = told => told.Say(told.Key("type", "holdType.")),
        ["HoldReleased"] = told => told.Say(told.Key("type", "holdType.")).With(told.Detail(told.Text("minutesHeld"))),
        ["OrderConfirmed"] = told => told.Say(told.Key("payment", "paymentState.")),
        ["OrderValidated"] = told => told.Count("findings") == 0 ? told.Say() : Told.SayAs("journal.OrderValidated.findings", told.Codes("findings")),
        ["StockPromised"] = told => Told.SayAs(told.IsNull("until") ? "journal.StockPromised" : "journal.StockPromised.until", told.Sites(), told.Time("until")).With(told.Detail(told.Units())),
        ["StockMissing"] = told => told.Say().With(told.Detail(told.Units())),
        ["PromiseGivenBack"] = told => told.Say(told.Key("because", "because.")).With(told.Detail(told.Units())),
        ["PromiseBroken"] = told => told.Say(told.Text("sku"), told.Text("units"), told.Site("warehouse"), told.Key("reason", "adjustReason.")),
        ["StockReceived"] = told => told.Say(told.Site("warehouse"), told.Text("bin")),
        ["StockAdjusted"] = told => told.Say(told.Text("sku"), told.Site("warehouse"), told.Text("by"), told.Key("reason", "adjustReason.")),
        ["BinCounted"] = told => told.Say(told.Text("sku"), told.Text("bin"), told.Text("counted")),
        ["StockTransferred"] = told => told.Say(told.Text("sku"), told.Text("units"), told.Site("warehouse"), told.Site("to")),
        ["ShipBySet"] = told => told.IsNull("shipBy") ? Told.SayAs("journal.ShipBySet.none") : told.Say(told.Time("shipBy")),
        ["OrderCancelled"] = told => Told.SayAs(told.IsNull("lines") ? "journal.OrderCancelled" : "journal.OrderCancelled.lines", told.Key("cause", "cancelCause."), told.Text("units")),
        ["OrderMerged"] = told => told.Say(told.Text("number"), told.Text("into")),
        ["SoldOverTheCounter"] = told => told.Say().With(told.Detail(told.Units())),
        ["NoteWritten"] = told => told.Say(),
        ["RowsRefused"] = told => told.Say(told.Text("store"), told.Text("orders")),
        ["CaseOpened"] = told => told.Say(told.Code()).With(told.Detail(told.Key("ownerRole", "role."), told.Time("dueAt"))),
        ["CaseSeenAgain"] = told => told.Say(told.Code()),
        ["CaseClaimed"] = told => Told.SayAs(told.IsNull("owner") ? "journal.CaseClaimed.none" : "journal.CaseClaimed", told.Code(), told.Text("owner")),
        ["CaseSnoozed"] = told => told.Say(told.Code(), told.Time("until")),
        ["CaseWoken"] = told => told.Say(told.Code()),
        ["CaseEscalated"] = told => told.Say(told.Code(), told.Key("severity", "severity.")),
        ["CaseRaised"] = told => told.Say(told.Code(), told.Key("severity", "severity.")),
        ["CaseWorkedOn"] = told => told.Say(told.Code(), told.Key("action", "caseAction.")),
        ["CaseActed"] = told => told.Say(told.Code(), told.Key("action", "caseAction.")),
        ["CaseResolved"] = told => told.Say(told.Code(), told.Text("minutesOpen")),
    };

    /// <summary>Built when it is first asked for, after the rows of all files.</summary>
    private static readonly Lazy<FrozenDictionary<string, Func<Told, EntrySentence>>> s_table = new(AllRows);

    /// <summary>Kinds that have a sentence.</summary>
    public static IReadOnlyCollection<string> Kinds => s_table.Value.Keys;

    /// <param name="kind">What happened: <c>HoldPlaced</c>.</param>
    /// <param name="old">JSON; null where there was nothing before.</param>
    /// <param name="now">JSON: the event itself.</param>
    public static EntrySentence Of(string kind, JsonElement? old, JsonElement now) =>
        s_table.Value.TryGetValue(kind, out var say) ? say(new(kind, old, now)) : new("journal.other", [new(Spoken(kind))]);

    private static FrozenDictionary<string, Func<Told, EntrySentence>> AllRows()
    {
        Dictionary<string, Func<Told, EntrySentence>>[] files = [s_orders, s_picking, s_packing, s_shipping, s_messages, s_returns];
        return files.SelectMany(rows => rows).ToFrozenDictionary(row => row.Key, row => row.Value, StringComparer.Ordinal);
    }

    /// <summary><c>KeyRevoked</c> → "Key revoked".</summary>
    private static string Spoken(string kind) => HumpInside().Replace(kind, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex HumpInside();

    /// <summary>One entry, read leniently: old entries may lack what newer ones tell.</summary>
    private sealed record Told(string Kind, JsonElement? Old, JsonElement Now)
    {
        public EntrySentence Say(params EntryPart[] parts) => SayAs("journal." + Kind, parts);

        public static EntrySentence SayAs(string key, params EntryPart[] parts) => new(key, parts);

        public EntrySentence Detail(params EntryPart[] parts) => new($"journal.{Kind}.detail", parts);

        public EntryPart Text(string name) => new(Word(name));

        public EntryPart Key(string name, string prefix) => KeyOf(Now, name, prefix);

        public EntryPart OldKey(string name, string prefix) => Old is { } old ? KeyOf(old, name, prefix) : new("");

        public EntryPart Keys(string name, string prefix) => new(Keys: [.. List(name).Select(item => prefix + item.ToString())]);

        public EntryPart Codes(string name) => new(Keys: [.. List(name).Select(item => CodeKey(item.ToString()))]);

        /// <summary>Codes as they stand: parcels, totes, bins.</summary>
        public EntryPart Listed(string name) => new(Codes: [.. List(name).Select(item => item.ToString())]);

        public EntryPart Code() => new(Keys: [CodeKey(Word("code"))]);

        public EntryPart Time(string name) => Find(Now, name) is { ValueKind: JsonValueKind.String } value && value.TryGetDateTimeOffset(out var at) ? new(At: at) : new("");

        public EntryPart Money(string name) => Find(Now, name) is { ValueKind: JsonValueKind.Object } money
            ? new($"{Find(money, "amountText")} {Find(money, "currency")}")
            : new("");

        public EntryPart Site(string name) => Word(name) is { Length: > 0 } key ? new(Sites: [key]) : new("");

        /// <summary>The warehouses whose units the entry tells of.</summary>
        public EntryPart Sites() => new(Sites: Warehouses());

        /// <summary>"2 × TEA-250"; with its warehouse where there are several: "2 × TEA-250 (cairo)".</summary>
        public EntryPart Units()
        {
            var isOne = Warehouses().Length < 2;
            return new(Codes: [.. List("units").Select(unit =>
                $"{Find(unit, "units")} × {Find(unit, "sku")}{(!isOne && Find(unit, "warehouse") is { } warehouse ? $" ({warehouse})" : "")}")]);
        }

        public bool IsNull(string name) => Find(Now, name) is null;

        public int Count(string name) => List(name).Length;

        public string Word(string name) => Find(Now, name)?.ToString() ?? "";

        private string[] Warehouses() => [.. List("units").Select(unit => Find(unit, "warehouse")?.ToString()).OfType<string>().Distinct()];

        private JsonElement[] List(string name) => Find(Now, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

        private static EntryPart KeyOf(JsonElement of, string name, string prefix) => Find(of, name) is { } word ? new(Keys: [prefix + word]) : new("");

        private static JsonElement? Find(JsonElement of, string name) =>
            of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

        private static string CodeKey(string code) => ExceptionCodes.Find(code) is { } known ? "exceptionCode." + JsonNamingPolicy.CamelCase.ConvertName(known.ToString()) : code;
    }
}
