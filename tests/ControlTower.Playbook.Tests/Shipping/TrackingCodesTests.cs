using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Tests.Shipping;

public sealed class TrackingCodesTests
{
    [Theory]
    [InlineData("pre_transit", "label_created", ParcelState.Labelled)]
    [InlineData("in_transit", "arrived_at_facility", ParcelState.InTransit)]
    [InlineData("in_transit", "delayed", ParcelState.Delayed)]
    [InlineData("out_for_delivery", "out_for_delivery", ParcelState.OutForDelivery)]
    [InlineData("available_for_pickup", "", ParcelState.AtPickupPoint)]
    [InlineData("delivered", "arrived_at_destination", ParcelState.Delivered)]
    [InlineData("return_to_sender", "return", ParcelState.Returning)]
    [InlineData("failure", "", ParcelState.AttemptFailed)]
    [InlineData("failure", "lost", ParcelState.Lost)]
    [InlineData("error", "damaged", ParcelState.Damaged)]
    public void EasyPost_says_it_by_status_and_detail(string status, string detail, ParcelState state) =>
        Assert.Equal(new CodeReading(true, state), TrackingCodes.Seeded.Read(CourierKind.Easypost, status, detail));

    [Theory]
    [InlineData("SH014", ParcelState.Labelled)] // and not delivered, as a public page has it
    [InlineData("sh005", ParcelState.Delivered)]
    [InlineData(" SH003 ", ParcelState.OutForDelivery)]
    [InlineData("SH033", ParcelState.AttemptFailed)]
    [InlineData("SH069", ParcelState.Returning)]
    public void Aramex_says_it_by_code_however_it_is_spelled(string code, ParcelState state) =>
        Assert.Equal(new CodeReading(true, state), TrackingCodes.Seeded.Read(CourierKind.Aramex, code, null));

    [Theory]
    [InlineData("10", ParcelState.Labelled)]
    [InlineData("21", ParcelState.Accepted)]
    [InlineData("24", ParcelState.InTransit)]
    [InlineData("30", ParcelState.InTransit)]
    [InlineData("41", ParcelState.OutForDelivery)]
    [InlineData("45", ParcelState.Delivered)]
    [InlineData("46", ParcelState.Returning)]
    [InlineData("47", ParcelState.AttemptFailed)]
    [InlineData("100", ParcelState.Lost)]
    public void Bosta_says_it_by_number(string code, ParcelState state) =>
        Assert.Equal(new CodeReading(true, state), TrackingCodes.Seeded.Read(CourierKind.Bosta, code, "7"));

    [Fact]
    public void Unknown_is_known_to_say_nothing_and_a_new_code_is_not_known()
    {
        Assert.Equal(new CodeReading(true, null), TrackingCodes.Seeded.Read(CourierKind.Easypost, "unknown", ""));
        Assert.False(TrackingCodes.Seeded.Read(CourierKind.Easypost, "teleported", "").IsKnown);
    }

    [Fact]
    public void What_a_person_mapped_goes_before_what_we_knew()
    {
        var codes = new TrackingCodes([new(CourierKind.Aramex, "sh999", "", ParcelState.AtPickupPoint), new(CourierKind.Aramex, "SH005", "", null)]);

        Assert.Equal(new CodeReading(true, ParcelState.AtPickupPoint), codes.Read(CourierKind.Aramex, "SH999", "any"));
        Assert.Equal(new CodeReading(true, null), codes.Read(CourierKind.Aramex, "SH005", ""));
        Assert.False(codes.Read(CourierKind.Bosta, "SH999", "").IsKnown);
    }

    [Theory]
    [InlineData("Customer is not answering", AttemptReason.NoAnswer)]
    [InlineData("Consignee refused the shipment", AttemptReason.Refused)]
    [InlineData("Delivery postponed to another day", AttemptReason.Rescheduled)]
    [InlineData("العميل لا يرد", AttemptReason.NoAnswer)]
    [InlineData("wrong address", AttemptReason.Address)]
    [InlineData("", AttemptReason.Other)]
    public void Why_an_attempt_failed_is_read_from_the_couriers_words(string words, AttemptReason reason) => Assert.Equal(reason, AttemptReasons.Of(words));
}
