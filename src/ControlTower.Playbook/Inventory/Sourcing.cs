using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>
/// Chooses the warehouses of one order: as much as possible, then fewest parcels, then nearest region, then most stock left.
/// Pure: it reads the shelves and takes nothing; <see cref="Allocator"/> takes for a whole batch.
/// </summary>
public static class Sourcing
{
    /// <summary>Sites that are combined with each other; of more, the nearest and fullest.</summary>
    private const int SitesCombinedMax = 8;

    /// <summary>Ways that are kept as candidates beside the single sites.</summary>
    private const int CandidatesMax = 12;

    public static SourcingDecision Choose(SourcingAsk ask, IReadOnlyList<SourcingSite> sites, Shelves shelves, Kits kits)
    {
        sites = ask.Only is null ? sites : [.. sites.Where(site => site.Key == ask.Only)];
        var plan = new Plan(ask, sites, shelves, kits);
        var singles = sites.Where(site => site.IsOn).Select(site => plan.Fill([site])).ToList();
        var useful = singles.Where(single => single.Units > 0).OrderBy(single => single, Way.BestFirst).Take(SitesCombinedMax)
            .Select(single => single.Sites[0]).ToList();
        var most = useful.Count == 0 ? 0 : plan.Fill(useful).Units;
        var isHeld = ask.Partial == PartialPolicy.Hold && most < plan.UnitsWanted;

        var ways = most == 0 || isHeld ? [] : FewestParcels(plan, useful, most);
        var chosen = ways.Count == 0 ? null : ways[0];
        var why = new SourcingWhy(
            ask.Only is not null && chosen is not null ? SourcingRule.ChosenByHand : Decide(ways),
            plan.UnitsWanted,
            [.. singles.Concat(ways.Where(way => way.Sites.Count > 1).Take(CandidatesMax)).Select(way => way.AsCandidate(IsSame(way, chosen)))],
            ShortLines(ask, sites, plan, chosen),
            [.. sites.Where(site => !site.IsOn).Select(site => site.Name)],
            IsHeld: isHeld && most > 0);
        return new SourcingDecision(chosen?.Groups ?? [], [.. Missing(ask, chosen)], why);
    }

    /// <returns>Every way that ships as much as all sites together, with the fewest sites; the best first.</returns>
    private static List<Way> FewestParcels(Plan plan, List<SourcingSite> sites, int units)
    {
        for (var size = 1; ; size++)
        {
            var ways = Combinations(sites, size).Select(plan.Fill).Where(way => way.Units >= units).Order(Way.BestFirst).ToList();
            if (ways.Count > 0)
            {
                return ways;
            }
        }
    }

    private static SourcingRule Decide(List<Way> ways) => ways switch
    {
        [] => SourcingRule.NotAllocated,
        [_] => SourcingRule.FewestParcels,
        [var best, var next, ..] when best.Rank != next.Rank => SourcingRule.NearestRegion,
        [var best, var next, ..] when best.StockLeft != next.StockLeft => SourcingRule.MostStockLeft,
        _ => SourcingRule.FirstByName,
    };

    private static IReadOnlyList<ShortLine> ShortLines(SourcingAsk ask, IReadOnlyList<SourcingSite> sites, Plan plan, Way? chosen) =>
        [.. from missing in Missing(ask, chosen)
            let wanted = ask.Lines.First(line => line.Line == missing.Line)
            select new ShortLine(
                missing.Sku, wanted.Units, missing.Units,
                [.. sites.Where(site => site.IsOn).Select(site => new SiteUnits(site.Key, site.Name, plan.AvailableAt(site, missing.Sku)))])];

    private static IEnumerable<BackorderedUnits> Missing(SourcingAsk ask, Way? chosen)
    {
        var promised = (chosen?.Groups ?? []).SelectMany(group => group.Lines).ToLookup(of => of.Line, of => of.Units);
        return ask.Lines
            .Select(line => new BackorderedUnits(line.Line, line.Sku, line.Units - promised[line.Line].Sum()))
            .Where(missing => missing.Units > 0);
    }

    private static bool IsSame(Way way, Way? other) => other is not null && way.Sites.SequenceEqual(other.Sites);

    private static IEnumerable<List<SourcingSite>> Combinations(List<SourcingSite> sites, int size) =>
        from mask in Enumerable.Range(1, (1 << sites.Count) - 1)
        where int.PopCount(mask) == size
        select sites.Where((_, at) => (mask & (1 << at)) != 0).ToList();

    /// <summary>One order before the shelves: tries what a set of sites could ship of it.</summary>
    private sealed class Plan(SourcingAsk ask, IReadOnlyList<SourcingSite> sites, Shelves shelves, Kits kits)
    {
        private readonly Dictionary<string, IReadOnlyList<(string Sku, int Units)>> _parts =
            ask.Lines.Select(line => line.Sku).Distinct().ToDictionary(sku => sku, kits.PartsOf);

        private readonly Dictionary<SourcingSite, int> _ranks = sites.ToDictionary(site => site, site => (int)site.RankFor(ask.ShipTo));

        public int UnitsWanted { get; } = ask.Lines.Sum(line => line.Units);

        public int AvailableAt(SourcingSite site, string sku) => shelves.Of(site.Key, _parts[sku]);

        /// <summary>Line by line: from the nearest site that has all of it, else from each what it has.</summary>
        public Way Fill(List<SourcingSite> some)
        {
            var near = some.OrderBy(site => _ranks[site]).ThenBy(site => site.Name, StringComparer.Ordinal).ThenBy(site => site.Key, StringComparer.Ordinal).ToList();
            var left = shelves.Draft();
            var chosen = near.ToDictionary(site => site.Key, _ => new List<ChosenUnits>());
            foreach (var line in ask.Lines)
            {
                var whole = near.Find(site => left.Of(site.Key, _parts[line.Sku]) >= line.Units);
                var missing = line.Units;
                foreach (var site in whole is null ? near : [whole])
                {
                    var units = Math.Min(missing, left.Of(site.Key, _parts[line.Sku]));
                    if (units > 0)
                    {
                        chosen[site.Key].Add(new ChosenUnits(line.Line, line.Sku, units));
                        Parts(line.Sku, units).ForEach(part => left.Take(site.Key, part.Sku, part.Units));
                        missing -= units;
                    }
                }
            }

            var used = near.Where(site => chosen[site.Key].Count > 0).ToList();
            return new Way(
                near,
                [.. used.Select(site => new ChosenGroup(site.Key, chosen[site.Key], [.. chosen[site.Key].SelectMany(Promised)]))],
                near.Sum(site => _ranks[site]),
                _parts.Values.SelectMany(parts => parts).Select(part => part.Sku).Distinct().Sum(sku => near.Sum(site => (long)left.Of(site.Key, sku))));
        }

        private IEnumerable<PromisedUnits> Promised(ChosenUnits chosen) =>
            Parts(chosen.Sku, chosen.Units).Select(part => new PromisedUnits(chosen.Line, part.Sku, part.Units));

        private List<(string Sku, int Units)> Parts(string sku, int units) => [.. _parts[sku].Select(part => (part.Sku, part.Units * units))];
    }

    /// <summary>A set of sites and what they would ship.</summary>
    private sealed record Way(List<SourcingSite> Sites, IReadOnlyList<ChosenGroup> Groups, int Rank, long StockLeft)
    {
        public static readonly Comparer<Way> BestFirst = Comparer<Way>.Create((one, other) =>
            (one.Rank, -one.StockLeft).CompareTo((other.Rank, -other.StockLeft)) is var order and not 0 ? order
                : string.CompareOrdinal(one.SortName, other.SortName));

        public int Units { get; } = Groups.SelectMany(group => group.Lines).Sum(line => line.Units);

        private string SortName { get; } = string.Join('\n', Sites.Select(site => $"{site.Name}\t{site.Key}"));

        public SourcingCandidate AsCandidate(bool isChosen) =>
            new([.. Sites.Select(site => site.Key)], [.. Sites.Select(site => site.Name)], Sites.Count, Units, Rank, StockLeft, isChosen);
    }
}
