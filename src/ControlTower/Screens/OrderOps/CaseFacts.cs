using System.Text.Json;
using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.OrderOps;

/// <summary>One line of "why it stopped".</summary>
/// <param name="IsCode">Shown in mono, as it can be searched.</param>
public sealed record CaseFact(string Label, string Value, bool IsCode = false);

/// <summary>What a rule saw, in the reader's words.</summary>
public static class CaseFacts
{
    private static readonly HashSet<string> s_codes = ["sku", "barcodeSku", "other", "store", "topic", "path", "asked", "warehouse", "missing", "sscc", "effectKey", "courier", "courierCode", "list", "bin", "broken"];

    /// <summary>Told elsewhere on the page, or for machines.</summary>
    private static readonly HashSet<string> s_silent = ["ask", "why", "message", "scoreMin", "rules", "pickLine"];

    public static IReadOnlyDictionary<string, string> Of(CaseRow row) => JsonSerializer.Deserialize<Dictionary<string, string>>(row.Evidence) ?? [];

    public static IReadOnlyList<CaseFact> Of(CaseRow row, TowerWords words) =>
        [.. Of(row).Where(fact => !s_silent.Contains(fact.Key) && fact.Value.Length > 0).Select(fact => new CaseFact(Label(fact.Key, words), Said(row.Code, fact.Key, fact.Value, words), s_codes.Contains(fact.Key)))];

    /// <summary>A few words for the list: what tells this case from others of its kind.</summary>
    public static string? Brief(CaseRow row, TowerWords words)
    {
        var evidence = Of(row);
        return row.Code switch
        {
            ExceptionCode.NoStock when row.Lines > 0 => words["exceptions.linesShort", words.Number(row.LinesShort), words.Number(row.Lines)],
            ExceptionCode.LabelFailed => Fact("words"),
            ExceptionCode.PhoneInvalid or ExceptionCode.QtyInvalid or ExceptionCode.PromiseBroken => Fact("fault") ?? Fact("reason"),
            _ => null,
        };

        string? Fact(string name) => evidence.TryGetValue(name, out var value) ? Said(row.Code, name, value, words) : null;
    }

    private static string Label(string name, TowerWords words) => words.Has($"fact.{name}") ? words[$"fact.{name}"] : name;

    private static string Said(ExceptionCode code, string name, string value, TowerWords words) => name switch
    {
        "fault" when code == ExceptionCode.PhoneInvalid => Each(value, "phoneFault", words),
        "fault" => Each(value, "fault", words),
        "reasons" => Each(value, "exceptions.ask", words),
        "doubts" => Each(value, "codDoubt", words),
        "missing" when code == ExceptionCode.FraudReview => Each(value, "fraudMissing", words),
        "reason" when code == ExceptionCode.PromiseBroken => Each(value, "adjustReason", words),
        "reason" when code == ExceptionCode.ShortPick => Each(value, "shortReason", words),
        "decision" when code == ExceptionCode.ShortPick => Each(value, "shortDecision", words),
        "advice" => Each(value, "labelAdvice", words),
        "changed" => Each(value, "changed", words),
        "step" => Each(value, "conveyorStep", words),
        "attemptReason" => Each(value, "attemptReason", words),
        "parcelState" => Each(value, "parcelState", words),
        "difference" => Each(value, "codDifference", words),
        _ => value,
    };

    private static string Each(string values, string stem, TowerWords words) => string.Join(
        words.IsRightToLeft ? "، " : ", ",
        values.Split(", ").Select(value => words.Has($"{stem}.{value}") ? words[$"{stem}.{value}"].Value : value));
}
