using ControlTower.Playbook.Picking;

namespace ControlTower.Playbook.Tests.Picking;

/// <summary>A floor of six aisles, ten metres deep, three metres apart, and orders by the dice.</summary>
internal static class FloorSample
{
    public const double AisleMetres = 10;

    public static readonly DateTimeOffset Now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static readonly IReadOnlyList<BinPlace> Bins =
        [.. from aisle in Enumerable.Range(0, 6) from bay in Enumerable.Range(1, 10) select Bin(aisle, bay)];

    public static readonly FloorPlan Floor = FloorPlan.Of(Bins);

    public static readonly IReadOnlyList<WaveTruck> Trucks =
        [.. Enumerable.Range(1, 4).Select(hour => new WaveTruck("own", Now.AddHours(hour).AddMinutes(-20), Now.AddHours(hour)))];

    public static BinPlace Bin(int aisle, int bay) => new($"{(char)('A' + aisle)}-{bay:00}", ((char)('A' + aisle / 2)).ToString(), $"{aisle}", aisle * 3, bay);

    public static PickStop Stop(int aisle, int bay, int units = 1) => new(1, $"SKU-{aisle}-{bay}", aisle % 2 == 0 ? "tea" : "honey", Bin(aisle, bay), units);

    public static WaveOrder Order(int number, DateTimeOffset? due, params PickStop[] stops) =>
        new(new Guid(number, 0, 0, new byte[8]), new Guid(number, 1, 0, new byte[8]), $"CT-{number}", due, 0, Now.AddMinutes(-number), 1, 500, stops);

    public static WaveAsk Ask(DateTimeOffset? cutoff = null, int ordersMax = 200, int pickers = 4, string[]? zones = null, string[]? categories = null, bool isBatched = false) =>
        new("cairo", Now, cutoff, zones ?? [], categories ?? [], ordersMax, pickers, 8, isBatched);

    public static List<WaveOrder> Many(int count, int seed)
    {
        var dice = new Random(seed);
        return
        [
            .. Enumerable.Range(1, count).Select(number =>
            {
                var stops = Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Stop(dice.Next(6), dice.Next(1, 11), dice.Next(1, 4))).ToArray();
                var order = Order(number, Now.AddHours(dice.Next(0, 5)), stops) with { Totes = dice.Next(12) == 0 ? 2 : 1 };
                return dice.Next(15) switch
                {
                    0 => order with { IsHeld = true, HeldBy = "address" },
                    1 => order with { UnitsMissing = 1 },
                    _ => order,
                };
            }),
        ];
    }
}
