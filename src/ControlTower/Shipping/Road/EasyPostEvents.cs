using ControlTower.Foreign;

namespace ControlTower.Shipping.Road;

/// <summary>EasyPost: an Event around a Tracker, or a Tracker alone where we asked for it. Each detail of the tracker is one event.</summary>
internal static class EasyPostEvents
{
    public static ToldBody Read(ForeignValue root)
    {
        var tracker = root["object"].Text() == "Event" ? root["result"] : root;
        if (tracker["object"].Text() is not "Tracker")
        {
            return root["object"].IsMissing
                ? new ToldBody.Unreadable("an event or a tracker was expected", "object")
                : new ToldBody.Ignored($"about {tracker["object"].Text() ?? root["description"].Text() ?? "something else"}");
        }

        if (tracker["tracking_code"].Text() is not { } tracking)
        {
            return new ToldBody.Unreadable("the tracking code is missing", "result.tracking_code");
        }

        var expected = tracker["est_delivery_date"].Instant();
        var details = tracker["tracking_details"].Items(CourierBodies.EventsMax).Select(detail => Of(tracking, detail, expected)).ToList();
        var status = tracker["status"].Text() ?? "unknown";
        if (details.Count == 0 && status != "unknown")
        {
            var (at, offset) = CourierBodies.TimeOf(tracker["updated_at"].IsMissing ? tracker["created_at"] : tracker["updated_at"]);
            details.Add(new(tracking, status, DetailOf(tracker), "", at, offset, "", expected));
        }

        return new ToldBody.Events(details);
    }

    private static ToldEvent Of(string tracking, ForeignValue detail, DateTimeOffset? expected)
    {
        var (at, offset) = CourierBodies.TimeOf(detail["datetime"]);
        var place = detail["tracking_location"];
        return new(
            tracking, detail["status"].Text() ?? "unknown", DetailOf(detail), detail["message"].Text() ?? detail["description"].Text() ?? "", at, offset,
            string.Join(", ", new[] { place["city"].Text(), place["state"].Text(), place["country"].Text() }.OfType<string>()), expected);
    }

    /// <summary>EasyPost says "nothing more is known" in two ways.</summary>
    private static string DetailOf(ForeignValue told) => told["status_detail"].Text() is { } detail and not ("unknown" or "status_update") ? detail : "";
}
