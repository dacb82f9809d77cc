using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Shipping.ShipmentMove;
using static ControlTower.Playbook.Vocabulary.BookingState;

namespace ControlTower.Playbook.Tests.Shipping;

public sealed class ShipmentFlowTests
{
    [Fact]
    public void What_may_have_been_booked_is_never_sent_again() =>
        Assert.All(new[] { Sending, Unknown, Done, Voided, Failed }, state => Assert.Null(ShipmentFlow.After(state, Send)));

    [Fact]
    public void A_label_that_is_being_bought_cannot_be_voided_meanwhile() => Assert.Null(ShipmentFlow.After(Sending, ShipmentMove.VoidLabel));

    [Fact]
    public void A_refused_or_voided_booking_has_come_to_its_end_and_frees_its_parcel() =>
        Assert.Equal(
            [Failed, Voided],
            Enum.GetValues<BookingState>().Where(state => !ShipmentFlow.IsLive(state) && !Enum.GetValues<ShipmentMove>().Any(move => ShipmentFlow.After(state, move) is not null)));

    [Fact]
    public void Only_knowledge_leads_out_of_the_unknown() =>
        Assert.Equal([Book, Refuse, ShipmentMove.VoidLabel], Enum.GetValues<ShipmentMove>().Where(move => ShipmentFlow.After(Unknown, move) is not null));
}
