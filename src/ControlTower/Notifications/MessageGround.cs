using ControlTower.Data;
using ControlTower.Notifications.Templates;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Notifications;

/// <summary>What must be known to write to the customers of some orders, as it stands in one transaction.</summary>
public sealed class MessageGround
{
    private readonly Dictionary<Guid, SalesOrder> _orders;
    private readonly HashSet<string> _optedOut;
    private readonly List<Message> _messages;
    private readonly Sites _sites;

    private MessageGround(Dictionary<Guid, SalesOrder> orders, HashSet<string> optedOut, List<Message> messages, Sites sites, TemplateShelf templates) =>
        (_orders, _optedOut, _messages, _sites, Templates) = (orders, optedOut, messages, sites, templates);

    public TemplateShelf Templates { get; }

    public SalesOrder? Order(Guid id) => _orders.GetValueOrDefault(id);

    /// <summary>Everything that was written about an order, this transaction included.</summary>
    public IEnumerable<Message> About(Guid order) => _messages.Where(message => message.OrderId == order);

    public void Add(Message message) => _messages.Add(message);

    /// <param name="address">E-mail address or phone in E.164.</param>
    public bool IsOptedOut(string address) => _optedOut.Contains(OptOuts.Key(address));

    /// <summary>The customer's own clock.</summary>
    public TimeZoneInfo ZoneOf(SalesOrder order) =>
        TimeZoneInfo.FindSystemTimeZoneById(CustomerPlace.ZoneOf(order.Contact.Country) ?? _sites.CalendarFor(null, order.Contact.Country).TimeZone);

    /// <summary>Nothing is locked: what is read here is only told.</summary>
    public static async Task<MessageGround> LoadAsync(Work work, TemplateBook templates, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var orders = ids.Count == 0 ? [] : await work.Db.Orders.AsNoTracking()
            .Include(order => order.Contact).Include(order => order.Lines.OrderBy(line => line.LineNo)).Include(order => order.Parcels).Include(order => order.Groups)
            .AsSplitQuery().Where(order => ids.Contains(order.Id)).ToListAsync(cancellationToken);
        var addresses = orders.SelectMany(order => new[] { MessageAddress.Mail(order), MessageAddress.Phone(order) }).OfType<string>().Select(OptOuts.Key).Distinct().ToArray();
        var optedOut = await work.Db.Database.SqlQuery<string>($"""select address as "Value" from contact_opt_out where address = any({addresses})""").ToListAsync(cancellationToken);
        var messages = ids.Count == 0 ? [] : await work.Db.Messages.AsNoTracking().Where(message => message.OrderId != null && ids.Contains(message.OrderId.Value)).ToListAsync(cancellationToken);
        return new(
            orders.ToDictionary(order => order.Id), [.. optedOut], messages, await Sites.LoadAsync(work.Db, cancellationToken), await templates.LoadAsync(cancellationToken));
    }
}

/// <summary>Where an order's customer is reached.</summary>
internal static class MessageAddress
{
    private const int CharsMax = 254;

    /// <returns>Null where none was given, or it cannot be one.</returns>
    public static string? Mail(SalesOrder order) =>
        order.Contact.Email?.Trim() is { Length: > 2 and <= CharsMax } mail && mail.IndexOf('@') is > 0 and var at && at < mail.Length - 1 && !mail.Any(letter => char.IsControl(letter) || letter is ' ' or ',' or ';' or '<' or '>')
            ? mail
            : null;

    /// <returns>E.164; null where it is not valid.</returns>
    public static string? Phone(SalesOrder order) => order.Contact.PhoneE164 ?? PhoneReading.Judge(order.Contact.PhoneToCall, order.Contact.Country).E164;
}

/// <summary>Wishes to be left alone.</summary>
internal static class OptOuts
{
    public static string Key(string address) => address.Trim().ToLowerInvariant();
}
