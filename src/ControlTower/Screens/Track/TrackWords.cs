using ControlTower.Data;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Road;

namespace ControlTower.Screens.Track;

/// <summary>A parcel's road in a customer's four steps.</summary>
internal static class TrackWords
{
    public static IReadOnlyList<string> Steps { get; } = ["prepared", "onWay", "outForDelivery", "delivered"];

    /// <summary>What a customer may give; what was our fault is found when it is graded.</summary>
    public static IReadOnlyList<ReturnReason> Reasons { get; } =
        [ReturnReason.ChangedMind, ReturnReason.Size, ReturnReason.NotAsDescribed, ReturnReason.Defective, ReturnReason.WrongItem, ReturnReason.DamagedInTransit, ReturnReason.TooLate, ReturnReason.Other];

    public static string Camel(ParcelState state) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>The step at which a parcel stands; one that comes back stands at none.</summary>
    public static int StepOf(ParcelState state) => state switch
    {
        ParcelState.Open or ParcelState.Sealed or ParcelState.Labelled => 0,
        ParcelState.HandedOver or ParcelState.Accepted or ParcelState.InTransit or ParcelState.Delayed => 1,
        ParcelState.OutForDelivery or ParcelState.AttemptFailed or ParcelState.AtPickupPoint => 2,
        ParcelState.Delivered => 3,
        ParcelState.Returning or ParcelState.Returned or ParcelState.Lost or ParcelState.Damaged or ParcelState.Voided => -1,
    };

    public static string? StepClass(int step, ParcelState state) => StepOf(state) switch
    {
        var at when step < at || (step == at && state == ParcelState.Delivered) => "ct-done",
        var at when step == at => "ct-now",
        _ => null,
    };

    /// <summary>What the customer may expect; null: nothing more is to come.</summary>
    public static string? NextOf(ParcelState state) => state switch
    {
        ParcelState.Open or ParcelState.Sealed or ParcelState.Labelled => "leaves",
        ParcelState.HandedOver or ParcelState.Accepted or ParcelState.InTransit or ParcelState.Delayed => "goesOut",
        ParcelState.OutForDelivery => "arrives",
        ParcelState.AttemptFailed => "again",
        ParcelState.AtPickupPoint => "collect",
        ParcelState.Returning or ParcelState.Returned or ParcelState.Lost or ParcelState.Damaged => "shop",
        ParcelState.Delivered or ParcelState.Voided => null,
    };

    /// <summary>The one line on top: of the parcel that is least far.</summary>
    public static string AnswerOf(TrackedOrder order) =>
        order.Headline == Headline.Cancelled ? "cancelled"
        : order.Parcels.Count == 0 ? "prepared"
        : order.Parcels.All(parcel => parcel.State == ParcelState.Delivered) ? "delivered"
        : order.Parcels.Min(parcel => StepOf(parcel.State)) switch { -1 => "trouble", 0 => "prepared", 1 => "onWay", _ => "outForDelivery" };

    public static AskedReturn Asked(TrackedItem item, ReturnReason reason) => new(item.Line, item.Returnable, reason);
}
