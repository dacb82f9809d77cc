using ControlTower.Data;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Screening;

/// <summary>What a phone did before. Phones are shared (a shop's), so it is a risk and never a verdict.</summary>
/// <param name="Cancels">Orders of it that were cancelled by the customer, as fraud, or never confirmed.</param>
/// <param name="Refusals">The part that was never confirmed or refused at the door.</param>
/// <param name="Addresses">Different addresses that it had parcels sent to.</param>
public sealed record PhonePast(string Phone, int Cancels, int Refusals, int Addresses)
{
    public static PhonePast None { get; } = new("", 0, 0, 0);
}

internal static class PhoneHistory
{
    public static async Task<Dictionary<string, PhonePast>> OfAsync(TowerDb db, IEnumerable<string?> phones, CancellationToken cancellationToken)
    {
        var wanted = phones.OfType<string>().Distinct().ToArray();
        var rows = await db.Database.SqlQuery<PhonePast>($"""
            select c.phone_e164 as phone,
                   count(*) filter (where o.cancel_cause in ('customer', 'fraud', 'codUnconfirmed'))::int as cancels,
                   count(*) filter (where o.cancel_cause = 'codUnconfirmed')::int as refusals,
                   count(distinct lower(coalesce(c.line1, '') || '|' || coalesce(c.city, '')))::int as addresses
            from order_contact c join sales_order o on o.id = c.order_id
            where c.phone_e164 = any({wanted}) group by c.phone_e164
            """).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Phone);
    }
}
