using System.Text.Json;
using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.CourierKind;
using static ControlTower.Playbook.Vocabulary.ParcelState;

namespace ControlTower.Playbook.Shipping;

/// <summary>The map as we know it without anybody's help.</summary>
public static class TrackingCodeSeed
{
    public static IReadOnlyList<CodeRow> All { get; } = [.. OfEasypost(), .. OfAramex(), .. OfBosta(), .. OfOwn()];

    /// <summary>Status, and the detail where it says more: <c>failure</c> alone is a failed attempt, with <c>lost</c> it is the end.</summary>
    private static IEnumerable<CodeRow> OfEasypost()
    {
        (string Code, string[] Details, ParcelState? State)[] rows =
        [
            ("unknown", [""], null),
            ("error", [""], null),
            ("cancelled", [""], null), // the label was taken back: our own void says so first
            ("pre_transit", [""], Labelled),
            ("in_transit", [""], InTransit),
            ("in_transit", ["picked_up", "received_at_origin_facility"], Accepted),
            ("in_transit", ["delayed", "held", "weather_delay", "transit_exception", "missorted", "misrouted", "address_correction", "customs_delay"], Delayed),
            ("in_transit", ["return", "returned", "return_to_sender"], Returning),
            ("out_for_delivery", [""], OutForDelivery),
            ("available_for_pickup", [""], AtPickupPoint),
            ("delivered", [""], Delivered),
            ("return_to_sender", [""], Returning),
            ("failure", [""], AttemptFailed),
            ("failure", ["lost"], Lost),
            ("failure", ["damaged", "destroyed"], Damaged),
            ("failure", ["return", "return_to_sender"], Returning),
            ("error", ["lost"], Lost),
            ("error", ["damaged", "destroyed"], Damaged),
        ];
        return Spread(Easypost, rows);
    }

    private static IEnumerable<CodeRow> OfAramex()
    {
        (string Code, string[] Details, ParcelState? State)[] rows =
        [
            ("SH014", [""], Labelled), // "Record created.", as recorded; a public page calls it delivered and is wrong
            ("SH012", [""], Accepted), // picked up from the shipper
            ("SH047", [""], Accepted), // received at the origin facility
            ("SH001", [""], InTransit), // at a facility on the way
            ("SH022", [""], InTransit), // departed
            ("SH004", [""], InTransit), // in transit to its destination
            ("SH070", [""], Delayed), // on hold
            ("SH003", [""], OutForDelivery),
            ("SH033", [""], AttemptFailed), // nobody there
            ("SH043", [""], AttemptFailed), // the phone does not answer
            ("SH110", [""], AtPickupPoint), // the customer collects it
            ("SH005", [""], Delivered),
            ("SH006", [""], Delivered), // collected by the customer
            ("SH069", [""], Returning),
            ("SH239", [""], null), // cash was paid on to us: the statement tells how much
        ];
        return Spread(Aramex, rows);
    }

    /// <summary>Numbers of webhooks, words of the look-up's timeline.</summary>
    private static IEnumerable<CodeRow> OfBosta()
    {
        (string Code, string[] Details, ParcelState? State)[] rows =
        [
            ("10", [""], Labelled), ("11", [""], Labelled), ("20", [""], Labelled), ("created", [""], Labelled),
            ("21", [""], Accepted), ("23", [""], Accepted), ("picked_up", [""], Accepted),
            ("24", [""], InTransit), ("25", [""], InTransit), ("30", [""], InTransit), ("in_transit", [""], InTransit), ("received_at_warehouse", [""], InTransit),
            ("22", [""], null), ("42", [""], null), ("102", [""], null), ("103", [""], null), ("104", [""], null),
            ("105", [""], Delayed),
            ("40", [""], OutForDelivery), ("41", [""], OutForDelivery), ("out_for_delivery", [""], OutForDelivery),
            ("47", [""], AttemptFailed), ("exception", [""], AttemptFailed),
            ("45", [""], Delivered), ("delivered", [""], Delivered),
            ("46", [""], Returning), ("48", [""], Returning), ("60", [""], Returning), ("returned", [""], Returning), // our own scan says that it is back
            ("49", [""], null),
            ("100", [""], Lost), ("101", [""], Damaged),
        ];
        return Spread(Bosta, rows);
    }

    /// <summary>Our own drivers speak our words.</summary>
    private static IEnumerable<CodeRow> OfOwn() => Enum.GetValues<ParcelState>()
        .Where(state => TrackingRank.MoveTo(state) is not null && state is not (HandedOver or Returned))
        .Select(state => new CodeRow(Own, JsonNamingPolicy.CamelCase.ConvertName(state.ToString()), "", state));

    private static IEnumerable<CodeRow> Spread(CourierKind kind, IEnumerable<(string Code, string[] Details, ParcelState? State)> rows) =>
        rows.SelectMany(row => row.Details, (row, detail) => new CodeRow(kind, row.Code, detail, row.State));
}
