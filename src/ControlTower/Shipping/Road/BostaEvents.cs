using System.Globalization;
using ControlTower.Foreign;

namespace ControlTower.Shipping.Road;

/// <summary>Bosta: a webhook tells one state by number; the look-up answers the delivery with its timeline.</summary>
internal static class BostaEvents
{
    private const string Delivered = "45";

    public static ToldBody Read(ForeignValue root)
    {
        var delivery = root["data"].IsObject ? root["data"] : root;
        if (delivery["trackingNumber"].Text() is not { } tracking)
        {
            return new ToldBody.Unreadable("the tracking number is missing", delivery["trackingNumber"].Path);
        }

        var timeline = delivery["timeline"].Items(CourierBodies.EventsMax);
        return timeline.Count > 0 ? new ToldBody.Events([.. timeline.Select(entry => OfTimeline(tracking, entry))])
            : StateOf(delivery) is { } state ? new ToldBody.Events([OfWebhook(tracking, state, delivery)])
            : new ToldBody.Unreadable("the state is missing", delivery["state"].Path);
    }

    /// <summary>A number, or an object around it.</summary>
    private static string? StateOf(ForeignValue delivery) => delivery["state"].IsObject ? delivery["state"]["code"].Text() : delivery["state"].Text();

    private static ToldEvent OfWebhook(string tracking, string state, ForeignValue told)
    {
        var (at, offset) = TimeOf(told["timeStamp"].IsMissing ? told["updatedAt"] : told["timeStamp"]);
        return new(
            tracking, state, told["exceptionCode"].Text() ?? "", told["exceptionReason"].Text() ?? "", at, offset, "", PromiseOf(told["deliveryPromiseDate"]),
            state == Delivered && !told["cod"].IsMissing ? told["cod"].Amount() : null);
    }

    private static ToldEvent OfTimeline(string tracking, ForeignValue entry)
    {
        var (at, offset) = CourierBodies.TimeOf(entry["createdAt"].IsMissing ? entry["date"] : entry["createdAt"]);
        var status = entry["status"].Text() ?? entry["code"].Text() ?? throw new UnreadableBodyException("the status is missing", entry["status"].Path);
        return new(tracking, status, "", entry["value"].Text() ?? "", at, offset, entry["hub"].Text() ?? "");
    }

    private static (DateTimeOffset At, int? Offset) TimeOf(ForeignValue told) =>
        long.TryParse(told.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) ? (FromMilliseconds(milliseconds, told.Path), null) : CourierBodies.TimeOf(told);

    /// <summary>Its days are written 29-03-2026, of a calendar in Cairo; by the evening of it.</summary>
    private static DateTimeOffset? PromiseOf(ForeignValue told) =>
        DateOnly.TryParseExact(told.Text(), "dd-MM-yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, new TimeOnly(20, 0), TimeSpan.FromHours(2)).ToUniversalTime()
            : null;

    /// <exception cref="UnreadableBodyException">It is no instant of our time.</exception>
    internal static DateTimeOffset FromMilliseconds(long milliseconds, string path)
    {
        const long first = 631_152_000_000;  // 1990
        const long last = 7_258_118_400_000; // 2200
        return milliseconds is >= first and < last ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : throw new UnreadableBodyException("this is no instant", path);
    }
}
