using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>
/// What every command does to an order it touched, so that it is done alike everywhere: holds with their entries, and at the end the promise
/// to dispatch, the headline and the stage.
/// </summary>
public sealed class OrderDesk(OrderNumbers numbers)
{
    public string NumberOf(SalesOrder order) => numbers.Of(order);

    /// <summary>Places a hold where none like it is open.</summary>
    public Hold? Hold(Work work, SalesOrder order, HoldType type, string source, string? why = null)
    {
        var hold = order.PlaceHold(type, source, work.Now, work.By.Id, why);
        if (hold is not null)
        {
            work.Also(new HoldPlaced(order.Id, numbers.Of(order), type, source, hold.KeepsStock, hold.PausesClock));
        }

        return hold;
    }

    /// <summary>Ends a hold like this where one is open.</summary>
    public void Release(Work work, SalesOrder order, HoldType type, string source)
    {
        foreach (var hold in order.OpenHolds.Where(open => open.Type == type && open.Source == source).ToList())
        {
            Release(work, order, hold, why: null);
        }
    }

    public void Release(Work work, SalesOrder order, Hold hold, string? why)
    {
        SalesOrder.Release(hold, work.Now, work.By.Id, why);
        work.Also(new HoldReleased(order.Id, numbers.Of(order), hold.Type, hold.Source, (int)(work.Now - hold.PlacedAt).TotalMinutes));
    }

    /// <summary>Holds of one source become exactly these.</summary>
    public void Settle(Work work, SalesOrder order, string source, IReadOnlyCollection<HoldType> wanted)
    {
        foreach (var type in wanted)
        {
            Hold(work, order, type, source);
        }

        foreach (var hold in order.OpenHolds.Where(open => open.Source == source && !wanted.Contains(open.Type)).ToList())
        {
            Release(work, order, hold, why: null);
        }
    }

    /// <summary>Called last: derives what is derived, and tells the journal what came true by it.</summary>
    public void Finish(Work work, SalesOrder order, Sites sites, string because)
    {
        var wasConfirmed = order.ConfirmedAt is not null;
        order.Settle(work.Now);
        if (!wasConfirmed && order.ConfirmedAt is not null)
        {
            work.Also(new OrderConfirmed(order.Id, numbers.Of(order), order.Payment));
        }

        PromiseDispatch(work, order, sites, because);
    }

    /// <summary>Reckons ship-by anew: from when nothing but us keeps the order from being shipped, by the site's calendar in force.</summary>
    public void PromiseDispatch(Work work, SalesOrder order, Sites sites, string because)
    {
        if (order.HandedOverAt is not null)
        {
            return;
        }

        var before = order.ShipBy;
        var site = order.Groups.Find(group => group.IsLive)?.Warehouse;
        var isFulfillable = site is not null && order.ConfirmedAt is not null && order.CancelledAt is null
            && order.Lines.TrueForAll(line => line.Wanted == 0) && !order.OpenHolds.Any(hold => hold.PausesClock);
        var since = isFulfillable ? order.FulfillableAt ?? work.Now : (DateTimeOffset?)null;
        var promise = since is { } start ? ShipBy.Of(sites.CalendarFor(site, order.Contact.Country), start) : null;
        if (order.PromiseDispatch(since, promise?.Due, promise?.CalendarVersion) && before != order.ShipBy)
        {
            work.Also(new ShipBySet(order.Id, numbers.Of(order), order.ShipBy, order.ShipByCalendar, because, before));
        }
    }
}
