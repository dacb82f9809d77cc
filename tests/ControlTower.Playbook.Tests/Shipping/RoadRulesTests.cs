using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Shipping;

public sealed class RoadRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ParcelState.HandedOver, 23, null)]
    [InlineData(ParcelState.HandedOver, 25, ExceptionCode.NoFirstScan)]
    [InlineData(ParcelState.InTransit, 71, null)]
    [InlineData(ParcelState.InTransit, 73, ExceptionCode.TransitStalled)]
    [InlineData(ParcelState.AtPickupPoint, 73, ExceptionCode.TransitStalled)]
    [InlineData(ParcelState.Labelled, 500, null)]
    [InlineData(ParcelState.Delivered, 500, null)]
    public void Silence_is_wrong_after_a_day_at_the_start_and_after_three_on_the_way(ParcelState state, int hours, ExceptionCode? code) =>
        Assert.Equal(code, RoadRules.Silent(state, s_now.AddHours(-hours), road: null, s_now));

    [Fact]
    public void A_parcel_that_goes_out_is_asked_after_most_often_and_one_that_arrived_never()
    {
        Assert.Equal(TimeSpan.FromHours(4), RoadRules.LookEvery(ParcelState.Labelled, RoadRules.PollSecondsUsual));
        Assert.InRange(RoadRules.LookEvery(ParcelState.InTransit, RoadRules.PollSecondsUsual)!.Value, TimeSpan.FromHours(2), TimeSpan.FromHours(4));
        Assert.InRange(RoadRules.LookEvery(ParcelState.OutForDelivery, RoadRules.PollSecondsUsual)!.Value, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30));
        Assert.Null(RoadRules.LookEvery(ParcelState.Delivered, RoadRules.PollSecondsUsual));
        Assert.Equal(TimeSpan.FromHours(1), RoadRules.LookEvery(ParcelState.InTransit, RoadRules.PollSecondsUsual / 2));
    }

    [Fact]
    public void A_delivery_can_be_saved_for_two_days_at_first_and_for_one_later() =>
        Assert.Equal((TimeSpan.FromHours(48), TimeSpan.FromHours(24)), (RoadRules.RescueWindow(1), RoadRules.RescueWindow(2)));

    [Fact]
    public void Cash_is_collected_once_and_what_differs_stands_out()
    {
        var (one, other) = (new ParcelCod(Guid.NewGuid(), Guid.NewGuid(), "bosta", new(285_00, "EGP")), new ParcelCod(Guid.NewGuid(), Guid.NewGuid(), "bosta", new(285_00, "EGP")));
        one.Collect(told: null, s_now);
        one.Collect(told: 1, s_now);
        other.Collect(told: 200_00, s_now);

        Assert.Equal((CodState.Collected, 285_00L), (one.State, one.CollectedMinor));
        Assert.Equal(CodState.Differs, other.State);
        Assert.False(one.IsLate(s_now.AddDays(6)));
        Assert.True(one.IsLate(s_now.AddDays(8)));
    }

    [Fact]
    public void Payments_for_one_parcel_add_up_to_what_was_due()
    {
        var cod = new ParcelCod(Guid.NewGuid(), Guid.NewGuid(), "bosta", new(285_00, "EGP"));
        cod.Remit(200_00, Guid.NewGuid(), s_now);
        Assert.Equal(CodState.Differs, cod.State);

        cod.Remit(85_00, Guid.NewGuid(), s_now);
        Assert.Equal(CodState.Remitted, cod.State);
    }
}
