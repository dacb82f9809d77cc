using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using CsCheck;

namespace ControlTower.Playbook.Tests.Inventory;

public sealed class AllocatorTests
{
    private static readonly SourcingSite[] s_sites =
    [
        new("cairo", "Cairo", "EG", "Cairo", ["Giza"]), new("alex", "Alex", "EG", "Alexandria", []), new("riyadh", "Riyadh", "SA", "Riyadh", []),
        new("off", "Closed", "EG", "Cairo", [], isOn: false),
    ];

    private static readonly Kits s_kits = new([new("KIT", "A", 2), new("KIT", "B", 1)]);

    private static readonly Gen<(string Warehouse, string Sku, int Available)[]> s_shelves =
        Gen.Int[-1, 6].Array[12].Select(units => units.Select((available, at) => (s_sites[at % 4].Key, "ABC"[at / 4].ToString(), available)).ToArray());

    private static readonly Gen<SourcingAsk> s_ask =
        Gen.Select(
            Gen.OneOf("A", "B", "C", "KIT", "UNHEARD-OF").Select(Gen.Int[1, 5]).Array[1, 4],
            Gen.OneOf("Cairo", "Alexandria", "Aswan"),
            Gen.Enum<PartialPolicy>(),
            Gen.Int[0, 1],
            Gen.Int[0, 1_000],
            Gen.Guid,
            (lines, city, partial, priority, minutes, id) => new SourcingAsk(
                id, DateTimeOffset.UnixEpoch.AddMinutes(minutes), priority, new Destination("EG", null, city), partial,
                [.. lines.Select((line, at) => new AskedUnits(at + 1, line.Item1, line.Item2))]));

    [Fact]
    public void Never_more_is_promised_than_a_shelf_has_however_many_orders_come() =>
        Gen.Select(s_shelves, s_ask.Array[1, 12]).Sample((shelves, asks) =>
        {
            var taken = Allocator.Allocate(asks, s_sites, new Shelves(shelves), s_kits)
                .SelectMany(served => served.Decision.Groups)
                .SelectMany(group => group.Promised.Select(promised => (group.Warehouse, promised.Sku, promised.Units)))
                .GroupBy(promised => (promised.Warehouse, promised.Sku), promised => promised.Units);
            var had = shelves.ToDictionary(shelf => (shelf.Warehouse, shelf.Sku), shelf => Math.Max(0, shelf.Available));
            return taken.All(shelf => shelf.Key.Warehouse != "off" && shelf.Sum() <= had[shelf.Key]);
        });

    [Fact]
    public void Each_wanted_unit_is_promised_once_or_backordered_and_a_held_order_gets_all_or_nothing() =>
        Gen.Select(s_shelves, s_ask).Sample((shelves, ask) =>
        {
            var decision = Sourcing.Choose(ask, s_sites, new Shelves(shelves), s_kits);
            var promised = decision.Groups.SelectMany(group => group.Lines).ToLookup(line => line.Line, line => line.Units);
            var missing = decision.Backordered.ToLookup(line => line.Line, line => line.Units);
            return ask.Lines.All(line => promised[line.Line].Sum() + missing[line.Line].Sum() == line.Units)
                && (ask.Partial == PartialPolicy.Split || decision.Groups.Count == 0 || decision.Backordered.Count == 0)
                && decision.Groups.Select(group => group.Warehouse).Distinct().Count() == decision.Groups.Count
                && decision.Groups.All(group => group.Lines.Count > 0);
        });

    [Fact]
    public void What_is_taken_off_the_shelves_is_what_the_chosen_lines_are_made_of() =>
        Gen.Select(s_shelves, s_ask).Sample((shelves, ask) =>
            Sourcing.Choose(ask, s_sites, new Shelves(shelves), s_kits).Groups.All(group =>
                group.Lines.SelectMany(line => s_kits.PartsOf(line.Sku).Select(part => new PromisedUnits(line.Line, part.Sku, part.Units * line.Units)))
                    .SequenceEqual(group.Promised)));

    [Fact]
    public void No_plain_unit_is_backordered_while_a_shelf_still_has_one() =>
        Gen.Select(s_shelves, s_ask.Where(ask => ask.Partial == PartialPolicy.Split && ask.Lines.All(line => line.Sku != "KIT"))).Sample((shelves, ask) =>
        {
            var decision = Sourcing.Choose(ask, s_sites, new Shelves(shelves), s_kits);
            return decision.Backordered.All(missing =>
                shelves.Where(shelf => shelf.Sku == missing.Sku && shelf.Warehouse != "off").Sum(shelf => Math.Max(0, shelf.Available))
                == decision.Groups.SelectMany(group => group.Promised).Where(promised => promised.Sku == missing.Sku).Sum(promised => promised.Units));
        });

    [Fact]
    public void There_is_a_sentence_for_every_decision() =>
        Gen.Select(s_shelves, s_ask).Sample((shelves, ask) =>
        {
            var decision = Sourcing.Choose(ask, s_sites, new Shelves(shelves), s_kits);
            var sentence = EnglishSourcing.Of(decision);
            return decision.Groups.Count == 0
                ? sentence.StartsWith("not allocated", StringComparison.Ordinal)
                : decision.Groups.All(group => sentence.Contains(s_sites.First(site => site.Key == group.Warehouse).Name, StringComparison.Ordinal));
        });

    [Fact]
    public void The_oldest_is_served_first_and_one_of_higher_priority_before_it()
    {
        var shelves = new Shelves([("cairo", "A", 1)]);
        SourcingAsk[] asks = [Ask(1, hoursOld: 1), Ask(2, hoursOld: 5), Ask(3, hoursOld: 0) with { Priority = 1 }];

        var served = Allocator.Allocate(asks, s_sites, shelves, Kits.None);

        Assert.Equal([asks[2].Order, asks[1].Order, asks[0].Order], served.Select(one => one.Ask.Order));
        Assert.Equal([1, 0, 0], served.Select(one => one.Decision.Groups.Count));
        Assert.Equal(1, shelves.Of("cairo", "A"));
    }

    private static SourcingAsk Ask(int number, int hoursOld) => new(
        new Guid(number, 0, 0, new byte[8]), DateTimeOffset.UnixEpoch.AddHours(-hoursOld), 0, new Destination("EG", null, "Cairo"), PartialPolicy.Split,
        [new AskedUnits(1, "A", 1)]);
}
