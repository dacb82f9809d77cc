using System.Text.RegularExpressions;
using ControlTower.Data;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications.Inbound;

/// <summary>Which conversation a message belongs to, and which order it is about.</summary>
public sealed partial class Conversations(OrderNumbers numbers)
{
    /// <summary>The conversation with a phone, new or known, locked.</summary>
    public static async Task<Conversation> LockAsync(Work work, string phone, CancellationToken cancellationToken)
    {
        await work.Db.Database.ExecuteSqlAsync(
            $"insert into conversation (id, phone, started_at) values ({Guid.CreateVersion7(work.Now)}, {phone}, {work.Now}) on conflict (phone) do nothing", cancellationToken);
        return await work.Db.Conversations.FromSql($"select * from conversation where phone = {phone} for update").SingleAsync(cancellationToken);
    }

    public static Task<int> OptOutAsync(Work work, string address, string byName, CancellationToken cancellationToken) =>
        work.Db.Database.ExecuteSqlAsync($"insert into contact_opt_out (address, at, by_name) values ({OptOuts.Key(address)}, {work.Now}, {byName}) on conflict do nothing", cancellationToken);

    /// <summary>
    /// The order of the button; of the message of ours that was answered; whose number stands in the words; else the customer's newest one that
    /// is not over, else their newest. Only orders of this very phone count.
    /// </summary>
    public async Task<Guid?> OrderOfAsync(Work work, WhatsappMessage message, ButtonAnswer? answer, CancellationToken cancellationToken)
    {
        var orders = await work.Db.Orders.AsNoTracking()
            .Where(order => work.Db.Set<OrderContact>().Any(contact => contact.OrderId == order.Id && contact.PhoneE164 == message.From))
            .OrderByDescending(order => order.PlacedAt).Take(50)
            .Select(order => new { order.Id, order.Number, order.ExternalNumber, order.Headline }).ToListAsync(cancellationToken);
        if (answer is not null)
        {
            var pressed = numbers.Find(answer.Number);
            return orders.Find(order => order.Number == pressed)?.Id;
        }

        if (message.Answers is { } answered
            && await work.Db.Messages.AsNoTracking().Where(one => one.ProviderId == answered).Select(one => one.OrderId).FirstOrDefaultAsync(cancellationToken) is { } ours
            && orders.Exists(order => order.Id == ours))
        {
            return ours;
        }

        var named = Digits().Matches(TextFolding.Fold(message.Text)).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return (orders.Find(order => named.Contains(order.ExternalNumber) || named.Contains(order.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            ?? orders.Find(order => order.Headline is not (Headline.Cancelled or Headline.Closed or Headline.Delivered))
            ?? orders.FirstOrDefault())?.Id;
    }

    public async Task<string?> NumberAsync(Work work, Guid? order, CancellationToken cancellationToken) =>
        order is { } id ? numbers.Text(await work.Db.Orders.Where(one => one.Id == id).Select(one => one.Number).SingleAsync(cancellationToken)) : null;

    [GeneratedRegex("[0-9]{3,18}")]
    private static partial Regex Digits();
}
