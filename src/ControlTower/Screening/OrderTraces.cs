using ControlTower.Data;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Screening;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Screening;

/// <summary>What orders have in common, as the rule for doubles looks at it.</summary>
public sealed class OrderTraces(OrderDesk desk)
{
    private const int NeighboursMax = 1_000;

    public OrderTrace Of(SalesOrder order) => new(
        order.Id, desk.NumberOf(order), order.Contact.PhoneE164, order.PlacedAt,
        order.Lines.Where(line => line.Ordered > 0).GroupBy(line => line.AskedSku).ToDictionary(same => same.Key, same => same.Sum(line => line.Ordered)));

    /// <summary>Orders of the same phones around the same time, these included.</summary>
    public async Task<IReadOnlyList<OrderTrace>> AroundAsync(TowerDb db, IReadOnlyCollection<SalesOrder> orders, CancellationToken cancellationToken)
    {
        var phones = orders.Select(order => order.Contact.PhoneE164).OfType<string>().Distinct().ToList();
        var (from, to) = (orders.Min(order => order.PlacedAt) - DuplicateRule.Window, orders.Max(order => order.PlacedAt) + DuplicateRule.Window);
        var stored = await db.Orders.AsNoTracking().Include(order => order.Contact).Include(order => order.Lines)
            .Where(order => phones.Contains(order.Contact.PhoneE164!) && order.PlacedAt >= from && order.PlacedAt <= to && order.CancelledAt == null)
            .OrderByDescending(order => order.PlacedAt).Take(NeighboursMax).ToListAsync(cancellationToken);
        return [.. stored.Select(Of), .. orders.Where(order => order.CancelledAt is null).Select(Of)];
    }
}
