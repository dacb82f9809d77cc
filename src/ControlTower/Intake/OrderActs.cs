using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>What somebody may do with an order as it stands: for buttons and for machines. The handlers decide anew.</summary>
public static class OrderActs
{
    public static IReadOnlyList<string> AllowedTo(Actor actor, OrderPicture order)
    {
        List<string> acts = [];
        var isOpen = !order.Head.IsOver && order.Head.Headline != Headline.PartiallyShipped;
        Add("cancel", isOpen && !order.IsReleased && actor.May(Duty.CancelOrders));
        Add("hold", isOpen && !order.IsReleased && actor.May(Duty.PlaceHolds));
        Add("release", isOpen && order.Holds.Any(hold => hold.ReleasedAt is null && HoldRules.MayRelease(actor, hold.Type)));
        Add("edit", isOpen && !order.IsReleased && (actor.May(Duty.EditContact) || actor.May(Duty.EditLines)));
        Add("confirmCod", isOpen && order.Head.Payment == PaymentState.CodUnconfirmed && actor.May(Duty.ConfirmCod));
        Add("merge", isOpen && !order.IsReleased && actor.May(Duty.MergeOrders));
        Add("note", actor.May(Duty.WriteNotes));
        return acts;

        void Add(string act, bool isAllowed)
        {
            if (isAllowed)
            {
                acts.Add(act);
            }
        }
    }
}
