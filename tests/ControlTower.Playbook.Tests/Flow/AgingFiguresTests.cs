using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Flow;

public sealed class AgingFiguresTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, AgeBucket.Under4), InlineData(3.99, AgeBucket.Under4), InlineData(4, AgeBucket.To8), InlineData(8, AgeBucket.To24), InlineData(24, AgeBucket.To48)]
    [InlineData(48, AgeBucket.To72), InlineData(71.9, AgeBucket.To72), InlineData(72, AgeBucket.Over72), InlineData(900, AgeBucket.Over72)]
    public void An_age_stands_in_exactly_one_bucket(double hours, AgeBucket bucket) => Assert.Equal(bucket, AgingFigures.BucketOf(TimeSpan.FromHours(hours)));

    [Fact]
    public void An_unconfirmed_order_ages_from_its_receipt_and_a_confirmed_one_from_its_confirmation()
    {
        var order = Order(Stage.Check, receivedHoursAgo: 30);
        Assert.Equal(TimeSpan.FromHours(30), AgingFigures.AgeOf(order, s_now, AgeSince.Confirmed));
        Assert.Equal(TimeSpan.FromHours(2), AgingFigures.AgeOf(order with { ConfirmedAt = s_now.AddHours(-2) }, s_now, AgeSince.Confirmed));
        Assert.Equal(TimeSpan.FromHours(1), AgingFigures.AgeOf(order, s_now, AgeSince.LastMove));
    }

    [Fact]
    public void Every_open_order_is_counted_once_and_what_has_left_us_is_not()
    {
        StandingOrder[] orders =
        [
            Order(Stage.Check, 1), Order(Stage.Check, 30) with { Hold = HoldType.Customer }, Order(Stage.Pick, 90), Order(Stage.HandOver, 5),
            Order(Stage.OnTheRoad, 100), Order(Stage.Returns, 100),
        ];

        var aging = AgingFigures.Of(orders, s_now, AgeSince.Confirmed);

        Assert.Equal(4, aging.All);
        Assert.Equal(4, Enum.GetValues<AgeBucket>().Sum(aging.SumOf));
        Assert.Equal(4, aging.WaitsOn.Values.Sum());
        Assert.Equal((1, 1), (aging.Held, aging.WaitsOn[WaitsOn.Customer]));
    }

    [Fact]
    public void A_chosen_cause_narrows_the_cells_and_not_the_split()
    {
        StandingOrder[] orders = [Order(Stage.Promise, 1) with { IsBackordered = true }, Order(Stage.Promise, 1)];
        var aging = AgingFigures.Of(orders, s_now, AgeSince.Confirmed, WaitsOn.Stock);
        Assert.Equal((1, 2), (aging.All, aging.WaitsOn.Values.Sum()));
    }

    [Theory]
    [InlineData(HoldType.Payment, null, false, WaitsOn.Customer), InlineData(HoldType.Address, null, false, WaitsOn.Us), InlineData(null, null, true, WaitsOn.Stock)]
    [InlineData(null, ExceptionCode.CodUnconfirmed, false, WaitsOn.Customer), InlineData(null, ExceptionCode.PickupMissed, false, WaitsOn.Courier), InlineData(null, null, false, WaitsOn.Us)]
    public void It_is_said_whose_turn_it_is(HoldType? hold, ExceptionCode? code, bool isBackordered, WaitsOn who) =>
        Assert.Equal(who, (Order(Stage.Check, 1) with { Hold = hold, Case = code, IsBackordered = isBackordered }).WaitsOn);

    internal static StandingOrder Order(Stage stage, double receivedHoursAgo) =>
        new(stage, s_now.AddHours(-receivedHoursAgo), s_now.AddHours(-receivedHoursAgo), null, s_now.AddHours(-1), null, null, null, false);
}
