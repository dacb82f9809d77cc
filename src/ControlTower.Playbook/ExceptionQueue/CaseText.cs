using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.ExceptionQueue;

/// <summary>A case in plain English, from its code and what the rule saw; for machines and logs. Screens say it in the reader's language.</summary>
public static class CaseText
{
    public static string English(ExceptionCode code, IReadOnlyDictionary<string, string> evidence)
    {
        return code switch
        {
            ExceptionCode.PhoneInvalid => $"The phone is not valid: {Plain("fault")}.",
            ExceptionCode.AddrInvalid => $"The address is too short (score {Of("score")} of {Of("scoreMin")}). {Of("ask")}".TrimEnd(),
            ExceptionCode.SkuUnknown when Of("fault") == "otherVariant" => $"{Of("sku")} and its barcode name different products; the barcode is {Of("barcodeSku")}'s.",
            ExceptionCode.SkuUnknown => $"No product of ours is called {(Of("sku").Length > 0 ? Of("sku") : Of("name"))}.",
            ExceptionCode.QtyInvalid => $"The quantity \"{Of("units")}\" of {Of("sku")} cannot be fulfilled.",
            ExceptionCode.ShipMethodInvalid => $"No service of ours is called \"{Of("asked")}\".",
            ExceptionCode.PayMismatch => $"The total is {Of("total")}, its parts sum to {Of("sum")}.",
            ExceptionCode.CodUnconfirmed => $"Cash on delivery is not confirmed: {Plain("doubts")}.",
            ExceptionCode.FraudReview => $"Looks like fraud: {Plain("rules")}.",
            ExceptionCode.DuplicateSuspect => $"Looks like {Of("other")}, placed {Of("minutes")} minutes apart.",
            ExceptionCode.NoStock => $"No stock for {Of("missing")}. {Of("why")}".TrimEnd(),
            ExceptionCode.PromiseBroken => $"{Of("units")} of {Of("sku")} that were promised in {Of("warehouse")} are gone: {Plain("reason")}.",
            ExceptionCode.ChangedAfterRelease => $"The shop changed it after its release: {Plain("changed")}.",
            ExceptionCode.MessageUnreadable => $"A message of {Of("store")} ({Of("topic")}) is not understood at {Of("path")}: {Of("reason")}",
            ExceptionCode.ChannelSilent => $"{Of("store")} has been silent for {Of("silentMinutes")} minutes; its usual gap is {Of("usualGapMinutes")}.",
            ExceptionCode.CutoffRisk => $"{Of("misses")} of {Of("toGo")} orders will miss the truck of {Of("courier")} at {Of("leaves")}; {Plain("bottleneck")} does {Of("perHour")} an hour, {Of("neededPerHour")} are needed.",
            ExceptionCode.StateStalled => $"It stands still: {string.Join(", ", evidence.Values)}.",
            _ => $"{code.Text()}: {string.Join(", ", evidence.Values)}".TrimEnd(' ', ':'),
        };

        string Of(string name) => evidence.GetValueOrDefault(name) ?? "";

        string Plain(string name) => string.Concat(Of(name).Select(letter => char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
    }
}
