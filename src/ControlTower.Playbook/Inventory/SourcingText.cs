using System.Globalization;

namespace ControlTower.Playbook.Inventory;

/// <summary>
/// Says why, from the candidates that were compared: nothing in the sentence stands anywhere else.
/// The phrases come from whoever reads: <c>sourcing.oneParcel</c> and its like, with <c>{0}</c> … for names and figures.
/// </summary>
/// <param name="phrase">Looks a phrase up in the reader's language.</param>
public sealed class SourcingText(Func<string, string> phrase)
{
    private const int NamedMax = 5;

    public string Of(SourcingWhy why)
    {
        var chosen = why.Candidates.FirstOrDefault(candidate => candidate.IsChosen);
        return (chosen, why.Short.Count) switch
        {
            (null, _) => NotAllocated(why, why.IsHeld ? "held" : "notAllocated"),
            (_, 0) => Semicolons([From(chosen), Because(why, chosen)]),
            _ => Semicolons([From(chosen), NotAllocated(why, "notAllocated")]),
        };
    }

    private string From(SourcingCandidate chosen) =>
        chosen.Parcels == 1 ? Say("oneParcel", chosen.Names[0]) : Say("parcels", chosen.Parcels, And(chosen.Names));

    private string Because(SourcingWhy why, SourcingCandidate chosen)
    {
        var next = why.Candidates
            .Where(candidate => !candidate.IsChosen && candidate.Parcels == chosen.Parcels && candidate.Units >= chosen.Units)
            .OrderBy(candidate => candidate.Rank).ThenByDescending(candidate => candidate.StockLeft)
            .FirstOrDefault();
        return why.Rule switch
        {
            SourcingRule.NotAllocated => "",
            SourcingRule.FewestParcels => Fewest(why, chosen),
            SourcingRule.NearestRegion => Say("nearest", And(next!.Names), Far(next)),
            SourcingRule.MostStockLeft => Say("mostLeft", And(chosen.Names), chosen.StockLeft, And(next!.Names), next.StockLeft),
            SourcingRule.FirstByName => Say("firstByName", And(next!.Names)),
            SourcingRule.ChosenByHand => Say("byHand"),
        };
    }

    private string Fewest(SourcingWhy why, SourcingCandidate chosen)
    {
        var singles = why.Candidates.Where(candidate => candidate.Parcels == 1 && !candidate.IsChosen).Take(NamedMax).ToList();
        var figures = Commas(singles.Select(single => Say("has", single.Names[0], single.Units, why.UnitsWanted)));
        return singles.Count == 0 ? Say("onlyOne")
            : chosen.Parcels == 1 ? Say("fewest", figures)
            : Say("noneHasAll", why.UnitsWanted, figures);
    }

    private string NotAllocated(SourcingWhy why, string verdict)
    {
        string[] more = why.Short.Count > NamedMax ? [Say("more", why.Short.Count - NamedMax)] : [];
        string[] off = why.SwitchedOff.Count > 0 ? [Say("off", Commas(why.SwitchedOff.Take(NamedMax)))] : [];
        return Say(verdict, Semicolons([.. why.Short.Take(NamedMax).Select(Wanted), .. more, .. off]));
    }

    private string Wanted(ShortLine line) =>
        Commas(line.Sites.Take(NamedMax).Select(site => Say("site", site.Name, site.Available)).Prepend(Say("wanted", line.Sku, line.Wanted)));

    private string Far(SourcingCandidate candidate) => candidate switch
    {
        { Parcels: > 1 } => Say("rank", candidate.Rank),
        { Rank: (int)RegionRank.SameRegion } => Say("sameRegion"),
        { Rank: (int)RegionRank.SameCountry } => Say("sameCountry"),
        _ => Say("otherCountry"),
    };

    private string And(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : Say("and", Commas(names.SkipLast(1)), names[^1]);

    private string Commas(IEnumerable<string> parts) => string.Join(phrase("sourcing.comma"), parts);

    private string Semicolons(IEnumerable<string> parts) => string.Join(phrase("sourcing.semicolon"), parts.Where(part => part.Length > 0));

    private string Say(string key, params object[] parts) => string.Format(CultureInfo.InvariantCulture, phrase("sourcing." + key), parts);
}
