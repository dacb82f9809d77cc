using ControlTower.Foreign;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Road;

/// <summary>Reads what couriers send: as a webhook, or as the answer to a look-up; each has one shape for both.</summary>
internal static class CourierBodies
{
    public const int EventsMax = 500;

    public static ToldBody Read(CourierKind kind, ReadOnlyMemory<byte> body) =>
        ForeignJson.Read(body, root => Read(kind, root), (reason, path) => new ToldBody.Unreadable(reason, path));

    private static ToldBody Read(CourierKind kind, ForeignValue root) => kind switch
    {
        CourierKind.Easypost => EasyPostEvents.Read(root),
        CourierKind.Aramex => AramexEvents.Read(root),
        CourierKind.Bosta => BostaEvents.Read(root),
        CourierKind.Own => new ToldBody.Ignored("our own drivers tell their events at their own door"),
    };

    /// <summary>The courier's time and the offset it named.</summary>
    /// <exception cref="UnreadableBodyException">There is none.</exception>
    public static (DateTimeOffset At, int? Offset) TimeOf(ForeignValue told)
    {
        if (told.Instant() is not { } at)
        {
            throw new UnreadableBodyException("the time is missing", told.Path);
        }

        var text = told.Text() ?? "";
        return (at, text.Length > 6 && text[^6] is '+' or '-' ? (int)DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).Offset.TotalMinutes : null);
    }
}
