using System.Text.Json;
using ControlTower.Playbook.Packing;

namespace ControlTower.Playbook.Tests.Packing;

public sealed class CartonChoiceTests
{
    private static readonly CartonSize[] s_cartons =
        [new("S", new(250, 180, 100), 5_000), new("M", new(350, 250, 150), 10_000), new("BAG", new(320, 240, 60), 2_000)];

    /// <summary>
    /// Four hundred orders whose smallest carton is known: it was packed once, and every smaller one is ruled out by a certificate (volume, one
    /// item, two items). <c>cartonization.jsonl</c>, made by a generator; ten cartons by volume.
    /// </summary>
    [Fact]
    public void Of_four_hundred_orders_with_a_known_answer_none_gets_a_carton_that_is_too_small_and_nearly_all_get_the_smallest()
    {
        var (best, small, large, none) = (0, 0, 0, 0);
        foreach (var order in Known())
        {
            var hint = CartonChoice.Choose(s_ten, [.. order.Items.Select(item => new CartonItem(new(item[0], item[1], item[2]), 1))]);
            var chosen = hint is null ? int.MaxValue : int.Parse(hint.Carton, System.Globalization.CultureInfo.InvariantCulture);
            _ = hint is null ? none++ : chosen == order.Best ? best++ : chosen < order.Best ? small++ : large++;
        }

        Assert.Equal((0, 0), (small, none)); // a hint can always be carried out
        Assert.True(best >= 392, $"{best} of 400 are the smallest, {large} a size too large.");
    }

    [Theory, InlineData("S", 1_000), InlineData("M", 3_000)]
    public void What_is_too_heavy_goes_into_a_stronger_carton(string carton, int grams) =>
        Assert.Equal(carton, CartonChoice.Choose(s_cartons, [new(new(100, 80, 40), grams), new(new(100, 80, 40), grams)])!.Carton);

    [Fact]
    public void A_thing_longer_than_its_carton_is_no_matter_of_volume() =>
        Assert.Null(CartonChoice.Choose(s_cartons, [new(new(400, 10, 10), 10)]));

    [Fact]
    public void What_nobody_measured_makes_the_hint_a_guess()
    {
        var hint = CartonChoice.Choose(s_cartons, [new(new(240, 170, 90), 300), new(null, 200)])!;
        Assert.Equal(new CartonHint("S", IsGuess: true), hint);
        Assert.Null(CartonChoice.Choose(s_cartons, []));
    }

    [Theory, InlineData("M", 66), InlineData(null, 600)]
    public void Many_pieces_are_judged_by_their_volume_with_room_to_spare(string? carton, int pieces) =>
        Assert.Equal(carton, CartonChoice.Choose(s_cartons, [.. Enumerable.Repeat(new CartonItem(new(50, 50, 50), 10), pieces)])?.Carton);

    private static readonly CartonSize[] s_ten =
    [
        .. new (int, int, int)[]
        {
            (160, 120, 60), (200, 150, 90), (250, 175, 100), (300, 200, 100), (250, 250, 150), (400, 250, 120), (350, 250, 200), (450, 300, 200), (400, 400, 250), (600, 400, 300),
        }.Select((inner, at) => new CartonSize($"{at}", new(inner.Item1, inner.Item2, inner.Item3), 1_000_000)),
    ];

    private static IEnumerable<KnownOrder> Known()
    {
        using var file = new StreamReader(typeof(CartonChoiceTests).Assembly.GetManifestResourceStream("Packing.cartonization.jsonl")!);
        while (file.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<KnownOrder>(line, JsonSerializerOptions.Web)!;
        }
    }

    private sealed record KnownOrder(string Name, int[][] Items, int Best, string Why);
}
