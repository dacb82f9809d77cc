using System.Globalization;
using System.Text.RegularExpressions;
using ControlTower.Foreign;

namespace ControlTower.Shipping.Road;

/// <summary>Aramex: lists of updates by waybill, as its look-up answers and as its push sends them; or one update alone.</summary>
internal static partial class AramexEvents
{
    private const int WaybillsMax = 100;

    public static ToldBody Read(ForeignValue root)
    {
        if (root["HasErrors"].IsTrue)
        {
            var first = root["Notifications"].Items(CourierBodies.EventsMax);
            return new ToldBody.Ignored($"an error: {(first.Count > 0 ? first[0]["Message"].Text() ?? first[0]["Code"].Text() : "without words")}");
        }

        var results = root["TrackingResults"].Items(WaybillsMax);
        List<ToldEvent> events =
        [
            .. results.SelectMany(result => UpdatesOf(result)),
            .. root["Key"].IsMissing ? [] : UpdatesOf(root),
            .. root["UpdateCode"].IsMissing ? [] : new[] { Of(root, null) },
        ];
        var isAnswer = !root["TrackingResults"].IsMissing || !root["NonExistingWaybills"].IsMissing;
        return events.Count > 0 || isAnswer ? new ToldBody.Events(events)
            : new ToldBody.Unreadable("no update of a waybill was found", "TrackingResults");
    }

    private static IEnumerable<ToldEvent> UpdatesOf(ForeignValue result) =>
        result["Value"].Items(CourierBodies.EventsMax).Select(update => Of(update, result["Key"].Text()));

    private static ToldEvent Of(ForeignValue update, string? waybill)
    {
        var (at, offset) = TimeOf(update["UpdateDateTime"]);
        var text = string.Join(" · ", new[] { update["UpdateDescription"].Text(), update["Comments"].Text() }.OfType<string>());
        return new(
            update["WaybillNumber"].Text() ?? waybill ?? throw new UnreadableBodyException("the waybill is missing", update["WaybillNumber"].Path),
            update["UpdateCode"].Text() ?? throw new UnreadableBodyException("the code is missing", update["UpdateCode"].Path),
            update["ProblemCode"].Text() ?? "", text, at, offset, update["UpdateLocation"].Text() ?? "");
    }

    /// <summary>Microsoft's <c>/Date(1484085970000-0500)/</c>, or ISO 8601.</summary>
    private static (DateTimeOffset At, int? Offset) TimeOf(ForeignValue told)
    {
        if (WcfDate().Match(told.Text() ?? "") is not { Success: true } date)
        {
            return CourierBodies.TimeOf(told);
        }

        var at = BostaEvents.FromMilliseconds(long.Parse(date.Groups["ms"].Value, CultureInfo.InvariantCulture), told.Path);
        return (at, date.Groups["sign"] is { Success: true, Value: var sign }
            ? (sign == "-" ? -1 : 1) * ((int.Parse(date.Groups["h"].Value, CultureInfo.InvariantCulture) * 60) + int.Parse(date.Groups["m"].Value, CultureInfo.InvariantCulture))
            : null);
    }

    [GeneratedRegex(@"^/Date\((?<ms>-?[0-9]{1,15})((?<sign>[+-])(?<h>[0-9]{2})(?<m>[0-9]{2}))?\)/$")]
    private static partial Regex WcfDate();
}
