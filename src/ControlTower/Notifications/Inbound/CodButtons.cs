using ControlTower.Data;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Notifications.Inbound;

/// <summary>
/// What a customer's button does to the order, by the same rules as if a person had done it. On the floor it is a wish that somebody decides;
/// and only the phone of the order may press.
/// </summary>
public sealed class CodButtons(OrderDesk desk, PromiseBook promises)
{
    /// <returns>False where nothing came of it, so that a person must read it.</returns>
    public async Task<bool> PressAsync(Work work, Guid id, CodWish wish, string phone, CancellationToken cancellationToken)
    {
        if (await Locks.OrderAsync(work.Db, id, cancellationToken) is not { } order || order.Contact.PhoneE164 != phone)
        {
            return false;
        }

        return wish switch
        {
            CodWish.Confirm => await ConfirmAsync(work, order, cancellationToken),
            CodWish.Cancel => await CancelAsync(work, order, cancellationToken),
            CodWish.Address => await AskAddressAsync(work, order, cancellationToken),
        };
    }

    private async Task<bool> ConfirmAsync(Work work, SalesOrder order, CancellationToken cancellationToken)
    {
        if ((await CodAnswers.ConfirmAsync(work, order, "whatsapp", desk, cancellationToken)).Decided(out var moved, out _))
        {
            work.Also(moved);
            return true;
        }

        return order.Payment == PaymentState.CodConfirmed; // pressed twice, or confirmed by phone meanwhile
    }

    private async Task<bool> CancelAsync(Work work, SalesOrder order, CancellationToken cancellationToken)
    {
        if (order.CancelledAt is not null)
        {
            return true;
        }

        if (order.IsOver)
        {
            return false;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        if (order.IsReleased)
        {
            var live = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
            live.Open(order, new(ExceptionCode.ChangedAfterRelease, null, null, new Dictionary<string, string> { ["changed"] = "cancelled", ["why"] = HoldSources.Customer }));
            return true;
        }

        await promises.GiveBackAsync(work, [order], "cancelled", cancellationToken); // shelves before cases
        var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
        await Cancellation.CarryOutAsync(work, order, lines: null, CancelCause.Customer, desk, promises, cases, cancellationToken);
        desk.Finish(work, order, sites, "cancelled");
        return true;
    }

    private async Task<bool> AskAddressAsync(Work work, SalesOrder order, CancellationToken cancellationToken)
    {
        if (order.IsOver || order.IsReleased)
        {
            return false;
        }

        var sites = await Sites.LoadAsync(work.Db, cancellationToken);
        var cases = await CaseBook.OfOrdersAsync(work, sites, [order.Id], cancellationToken);
        cases.Open(order, new(ExceptionCode.AddrInvalid, null, null, new Dictionary<string, string> { ["asked"] = HoldSources.Customer }));
        desk.Hold(work, order, HoldType.Address, HoldSources.Customer);
        desk.Finish(work, order, sites, "asked");
        return false; // the new address comes in words, and somebody must read them
    }
}
