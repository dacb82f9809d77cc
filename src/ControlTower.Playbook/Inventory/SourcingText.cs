using System.Globalization;

namespace ControlTower.Playbook.Inventory;

/// <summary>Says why, from the candidates that were compared: nothing in the sentence stands anywhere else.</summary>
public static class SourcingText
{
    private const int NamedMax = 5;

    public static string English(SourcingWhy why)
    {
        var chosen = why.Candidates.FirstOrDefault(candidate => candidate.IsChosen);
        return (chosen, why.Short.Count) switch
        {
            (null, _) => NotAllocated(why, why.IsHeld ? "not allocated, held until everything is there" : "not allocated"),
            (_, 0) => $"{From(chosen)}; {Because(why, chosen)}",
            _ => $"{From(chosen)}; {NotAllocated(why, "not allocated")}",
        };
    }

    private static string From(SourcingCandidate chosen) =>
        chosen.Parcels == 1 ? $"one parcel from {chosen.Names[0]}" : $"{Text(chosen.Parcels)} parcels, from {And(chosen.Names)}";

    private static string Because(SourcingWhy why, SourcingCandidate chosen)
    {
        var next = why.Candidates
            .Where(candidate => !candidate.IsChosen && candidate.Parcels == chosen.Parcels && candidate.Units >= chosen.Units)
            .OrderBy(candidate => candidate.Rank).ThenByDescending(candidate => candidate.StockLeft)
            .FirstOrDefault();
        return why.Rule switch
        {
            SourcingRule.NotAllocated => "",
            SourcingRule.FewestParcels => Fewest(why, chosen),
            SourcingRule.NearestRegion => $"nearest region ({And(next!.Names)}: {Far(next)})",
            SourcingRule.MostStockLeft => $"most stock left ({And(chosen.Names)} {Text(chosen.StockLeft)}, {And(next!.Names)} {Text(next.StockLeft)})",
            SourcingRule.FirstByName => $"first by name, {And(next!.Names)} is alike",
        };
    }

    private static string Fewest(SourcingWhy why, SourcingCandidate chosen)
    {
        var singles = why.Candidates.Where(candidate => candidate.Parcels == 1 && !candidate.IsChosen).Take(NamedMax).ToList();
        return singles.Count == 0 ? "the only warehouse that is on"
            : (chosen.Parcels == 1 ? "fewest parcels: " : $"no warehouse has all {Text(why.UnitsWanted)}: ")
                + string.Join(", ", singles.Select(single => $"{single.Names[0]} has {Text(single.Units)} of {Text(why.UnitsWanted)}"));
    }

    private static string NotAllocated(SourcingWhy why, string verdict)
    {
        var off = why.SwitchedOff.Count == 0 ? "" : $"; switched off: {string.Join(", ", why.SwitchedOff.Take(NamedMax))}";
        var more = why.Short.Count > NamedMax ? $"; and {Text(why.Short.Count - NamedMax)} more" : "";
        return $"{verdict}: {string.Join("; ", why.Short.Take(NamedMax).Select(Wanted))}{more}{off}";
    }

    private static string Wanted(ShortLine line) =>
        string.Join(", ", line.Sites.Take(NamedMax).Select(site => $"{site.Name} {Text(site.Available)}").Prepend($"{line.Sku} {Text(line.Wanted)} wanted"));

    private static string Far(SourcingCandidate candidate) => candidate switch
    {
        { Parcels: > 1 } => $"rank {Text(candidate.Rank)}",
        { Rank: (int)RegionRank.SameRegion } => "same region",
        { Rank: (int)RegionRank.SameCountry } => "same country",
        _ => "another country",
    };

    private static string And(IReadOnlyList<string> names) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
