using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>Why the road says no.</summary>
public static class RoadRefusals
{
    public static Refusal ParcelUnknown(string asked) => new("delivery.unknown", $"There is no parcel {asked}. Check the number on its label.", "parcel");

    public static Refusal NotOnRoad(ParcelState state) => new("delivery.not-on-road", $"The parcel is {Said(state)}; nothing can be asked of its courier now.");

    public static Refusal NoAttemptLeft(int attempts) => new("delivery.no-attempt-left", $"{attempts} attempts have failed: the courier takes it back. Let it return, or call the courier.");

    public static Refusal NotOwn(string courier) => new("delivery.not-own", $"This parcel goes with {courier}, which tells its own events. Only our drivers' parcels are told here.", "parcel");

    public static Refusal StateUnfit(ParcelState from, ParcelState to) => new("delivery.state", $"A parcel that is {Said(from)} cannot become {Said(to)}.", "state");

    public static Refusal StateUnknown(string asked) => new("delivery.state-unknown", $"There is no state {asked} that can be told here.", "state");

    public static Refusal DayUnfit() => new("delivery.day-invalid", "Give a day from today to two weeks ahead, like 2026-11-28.", "values.date");

    public static Refusal ReasonMissing() => new("delivery.reason-invalid", "Say why the delivery failed: noAnswer, address, refused, cashNotReady, rescheduled, pickupAsked, closed, noCode, accessDenied or other.", "reason");

    public static Refusal CourierGone(string courier) => new("delivery.courier-gone", $"The courier {courier} is not kept here any more. Discard the event.");

    public static Refusal CodeWrong() => new("delivery.code-wrong", "This is not the customer's code. Ask for it again.", "code");

    private static string Said(ParcelState state) => string.Concat(state.ToString().Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
