using System.Text.Json;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Notifications;

/// <summary>One entry of the journal, as far as customers may have to hear of it.</summary>
/// <param name="Latest">The latest time that the journal told before it.</param>
public sealed record ToldEntry(long Position, Guid Id, string Kind, DateTimeOffset At, DateTimeOffset Latest, Guid? Order, string[] Keys, JsonElement New)
{
    private static readonly TimeSpan s_outOfOrder = TimeSpan.FromMinutes(10);

    /// <summary>Laid afterwards with a clock of the past, behind newer entries: history, and no news to anybody.</summary>
    public bool IsHistory => At < Latest - s_outOfOrder;

    public string? Word(string name) => New.ValueKind == JsonValueKind.Object && New.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Which entry is news to a customer. What is older than its order, or was told a moment ago, is none.</summary>
public static class OrderNews
{
    private static readonly TimeSpan s_takenInLate = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_stillAsked = TimeSpan.FromHours(48);

    /// <summary>Everything else is passed over unread.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "OrderReceived", "CaseOpened", "ShipBySet", "StockMissing", "GroupPacked", "OrderHandedOver", "ParcelMoved", "OrderCancelled", "ReturnReceived", "RefundExecuted",
        "CaseActed", "MessageAsked",
    ];

    /// <param name="before">What was written about the order already.</param>
    /// <returns>Null where it is no news.</returns>
    public static News? Of(ToldEntry entry, SalesOrder order, IEnumerable<Message> before)
    {
        if (entry.IsHistory || order.CounterSale || OccasionOf(entry, order) is not { } occasion)
        {
            return null;
        }

        var milestone = MilestoneOf(occasion, entry, [.. before.Where(message => message.Occasion == occasion)]);
        return milestone is null ? null : new(occasion, milestone, entry.At, ToldBy(entry));
    }

    private static MessageOccasion? OccasionOf(ToldEntry entry, SalesOrder order) => entry.Kind switch
    {
        "OrderReceived" => order.ReceivedAt - order.PlacedAt <= s_takenInLate && order.CancelledAt is null ? MessageOccasion.Received : null,
        "CaseOpened" => entry.Word("code") == ExceptionCode.CodUnconfirmed.Text() && IsOfNow(order) ? MessageOccasion.CodConfirm : null,
        "ShipBySet" => entry.Word("shipBy") is not null && order.ConfirmedAt is not null && IsOfNow(order) ? MessageOccasion.Confirmed : null,
        "StockMissing" => order.ConfirmedAt is not null && order.CancelledAt is null && IsOfNow(order) ? MessageOccasion.Confirmed : null,
        "GroupPacked" => MessageOccasion.Packed,
        "OrderHandedOver" => MessageOccasion.Shipped,
        "ParcelMoved" => OfParcel(entry.Word("state"), order),
        "OrderCancelled" => order.CancelledAt is not null && order.ReceivedAt - order.PlacedAt <= s_stillAsked ? MessageOccasion.Cancelled : null,
        "ReturnReceived" => MessageOccasion.ReturnReceived,
        "RefundExecuted" => MessageOccasion.Refunded,
        "CaseActed" => entry.Word("action") switch
        {
            "askCustomer" => entry.Word("code") == ExceptionCode.CodUnconfirmed.Text() ? MessageOccasion.CodConfirm : MessageOccasion.Question,
            "tellCustomer" => MessageOccasion.Delayed,
            _ => null,
        },
        _ => null,
    };

    private static MessageOccasion? OfParcel(string? state, SalesOrder order) => state switch
    {
        "accepted" or "inTransit" => MessageOccasion.Shipped, // the courier was first to tell
        "delayed" => MessageOccasion.Delayed,
        "outForDelivery" => MessageOccasion.OutForDelivery,
        "attemptFailed" => MessageOccasion.AttemptFailed,
        "atPickupPoint" => MessageOccasion.AtPickupPoint,
        "delivered" => order.LiveParcels.All(parcel => parcel.State == ParcelState.Delivered) ? MessageOccasion.Delivered : null, // with the last of them
        _ => null,
    };

    /// <summary>The occasion itself, where it comes once; with a number behind it where it may come again, but not at once.</summary>
    private static string? MilestoneOf(MessageOccasion occasion, ToldEntry entry, List<Message> before)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(occasion.ToString());
        if (occasion is MessageOccasion.ReturnReceived or MessageOccasion.Refunded)
        {
            var of = entry.Keys.FirstOrDefault(key => key.StartsWith("refund:", StringComparison.Ordinal)) ?? entry.Keys.FirstOrDefault(key => key.StartsWith("return:", StringComparison.Ordinal)) ?? entry.Id.ToString();
            return $"{name}:{of}";
        }

        if (RestOf(occasion, entry) is not { } rest)
        {
            return name;
        }

        var times = before.Select(message => message.Milestone).Distinct().Count();
        return times == 0 ? name : before.Max(message => message.QueuedAt) + rest > entry.At ? null : $"{name}:{times + 1}";
    }

    /// <summary>How long the same occasion is not told again; null: never again.</summary>
    private static TimeSpan? RestOf(MessageOccasion occasion, ToldEntry entry) => occasion switch
    {
        MessageOccasion.AttemptFailed => TimeSpan.FromHours(2), // two parcels of one order at one door are one attempt
        MessageOccasion.OutForDelivery => TimeSpan.FromHours(6),
        MessageOccasion.AtPickupPoint or MessageOccasion.Delayed => TimeSpan.FromHours(24),
        MessageOccasion.Question => TimeSpan.FromMinutes(10),
        MessageOccasion.CodConfirm when entry.Kind == "CaseActed" => TimeSpan.FromMinutes(10),
        _ => null,
    };

    /// <summary>A shop that is read in after days brings orders whose beginnings are no news.</summary>
    private static bool IsOfNow(SalesOrder order) => order.ReceivedAt - order.PlacedAt <= s_stillAsked;

    private static Dictionary<string, string> ToldBy(ToldEntry entry)
    {
        var told = new Dictionary<string, string>();
        if (entry.Kind == "CaseActed" && entry.Word("code") is { } code)
        {
            told["code"] = code;
        }

        if (entry.Kind == "RefundExecuted" && entry.New.TryGetProperty("amount", out var amount) && amount.ValueKind == JsonValueKind.Object && amount.TryGetProperty("minor", out var minor))
        {
            told["refundMinor"] = minor.ToString();
        }

        return told;
    }
}
