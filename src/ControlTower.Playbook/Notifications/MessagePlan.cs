using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.MessageChannel;
using static ControlTower.Playbook.Vocabulary.MessageOccasion;

namespace ControlTower.Playbook.Notifications;

/// <summary>How customers are told of one occasion.</summary>
/// <param name="Lanes">One message each; in a lane the first channel that reaches the customer, the others when it fails.</param>
/// <param name="HoursMax">Older news is not told any more.</param>
/// <param name="IsUrgent">Not delayed by quiet hours: the customer waits for it now, or acts on it today.</param>
/// <param name="IsForToday">Not told after the midnight that follows, in the customer's zone.</param>
/// <param name="IsOffAtFirst">Not told until a manager switches it on.</param>
public sealed record OccasionPlan(
    IReadOnlyList<IReadOnlyList<MessageChannel>> Lanes, int HoursMax, bool IsUrgent = false, bool IsForToday = false, bool IsOffAtFirst = false)
{
    /// <summary>The last instant at which the news is still worth telling.</summary>
    public DateTimeOffset ExpiresAt(DateTimeOffset happenedAt, TimeZoneInfo zone)
    {
        var latest = happenedAt.AddHours(HoursMax);
        if (!IsForToday)
        {
            return latest;
        }

        var midnight = TimeZoneInfo.ConvertTime(happenedAt, zone).Date.AddDays(1);
        var end = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(midnight, DateTimeKind.Unspecified), zone), TimeSpan.Zero);
        return end < latest ? end : latest;
    }
}

/// <summary>Which occasion is told by which channels, and for how long it is news. One row an occasion.</summary>
public static class MessagePlan
{
    private static readonly MessageChannel[] s_mail = [Email, Whatsapp, Sms];
    private static readonly MessageChannel[] s_phone = [Whatsapp, Sms];

    private static readonly FrozenDictionary<MessageOccasion, OccasionPlan> s_table = new Dictionary<MessageOccasion, OccasionPlan>
    {
        [Received]       = new([s_mail], 12, IsUrgent: true),
        [CodConfirm]     = new([[Whatsapp, Sms, Email]], 24),
        [Confirmed]      = new([s_mail], 24),
        [Packed]         = new([s_mail], 12, IsOffAtFirst: true),
        [Shipped]        = new([s_mail, [Sms, Whatsapp]], 48),
        [Delayed]        = new([s_mail], 24),
        [OutForDelivery] = new([s_phone], 8, IsUrgent: true, IsForToday: true),
        [AttemptFailed]  = new([[Whatsapp, Email], [Sms]], 12, IsUrgent: true),
        [AtPickupPoint]  = new([[Sms, Whatsapp, Email]], 48),
        [Delivered]      = new([s_mail], 24),
        [Cancelled]      = new([s_mail], 48),
        [ReturnReceived] = new([s_mail], 72),
        [Refunded]       = new([s_mail], 72),
        [Question]       = new([s_phone, [Email]], 48),
        [Reply]          = new([], 24, IsUrgent: true),
    }.ToFrozenDictionary();

    public static OccasionPlan Of(MessageOccasion occasion) => s_table[occasion];

    /// <summary>Occasions that come from what happens; a reply is written by a person.</summary>
    public static IReadOnlyList<MessageOccasion> Told { get; } = [.. Enum.GetValues<MessageOccasion>().Where(one => one != Reply)];

    /// <summary>Channels for which an occasion needs a text.</summary>
    public static IEnumerable<MessageChannel> ChannelsOf(MessageOccasion occasion) => s_table[occasion].Lanes.SelectMany(lane => lane).Distinct().Order();

    /// <summary>Names that a text of this occasion may use; each has a value, if an empty one.</summary>
    public static IReadOnlyList<string> VariablesOf(MessageOccasion occasion) => occasion switch
    {
        AttemptFailed or OutForDelivery or AtPickupPoint or Shipped or Delivered or Delayed => [.. MessageVariables.OfAll, .. MessageVariables.OfTheRoad],
        Cancelled => [.. MessageVariables.OfAll, "cause"],
        Question => [.. MessageVariables.OfAll, "asks"],
        ReturnReceived or Refunded => [.. MessageVariables.OfAll, "refund"],
        Received or CodConfirm or Confirmed or Packed or Reply => MessageVariables.OfAll,
    };
}

/// <summary>The names that texts are written with.</summary>
public static class MessageVariables
{
    /// <summary>First name, order number as the customer knows it, shop, goods, money, the promise to dispatch.</summary>
    public static IReadOnlyList<string> OfAll { get; } = ["name", "number", "store", "goods", "total", "cash", "shipBy", "link"];

    public static IReadOnlyList<string> OfTheRoad { get; } = ["courier", "tracking", "parcels"];
}
