using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>Why a parcel is not booked, handed over or taken back.</summary>
public static class ShippingRefusals
{
    public static Refusal ParcelUnknown(string sscc) => new("parcel.unknown", $"There is no parcel {sscc}. Scan the code on the box, or look the order up.");

    public static Refusal NotSealed(string sscc) =>
        new("shipping.not-sealed", $"Parcel {sscc} is not verified and sealed. Scan every unit at the bench and seal it first.", "parcel");

    public static Refusal Held(HoldType type) => new("shipping.held", $"The order is held ({type}). Put the parcel aside until the hold is released.");

    public static Refusal Cancelled(string number) => new("shipping.cancelled", $"The order {number} is cancelled. Put the parcel aside: its goods go back to the shelf.");

    public static Refusal Collected(string number) => new("shipping.collected", $"The customer collects {number} at the counter: it goes with no courier.");

    public static Refusal AlreadyBooked(string sscc, string courier) =>
        new("shipping.already-booked", $"Parcel {sscc} is booked with {courier}. Void that label first, with why.");

    public static Refusal BookingUnderWay(string sscc) =>
        new("shipping.booking-under-way", $"Parcel {sscc} is being booked, or it is not known whether it was. Wait for the answer, or clear its case.");

    public static Refusal NotBooked(string sscc) => new("shipping.not-booked", $"Parcel {sscc} has no label yet. Book a courier first.");

    public static Refusal Left(string sscc) => new("shipping.left", $"Parcel {sscc} has left the house: its label cannot be voided any more. Ask the courier to bring it back.");

    public static Refusal CourierUnknown(string courier) => new("shipping.courier-unknown", $"There is no courier {courier}. Name one of the settings.", "courier");

    public static Refusal CourierOff(string courier) => new("shipping.courier-off", $"{courier} is switched off. Choose another courier, or switch it on in the settings.", "courier");

    public static Refusal CourierUnfit(string courier) =>
        new("shipping.courier-unfit", $"{courier} does not take this parcel: the way of shipping, the country, or cash at the door. Choose another courier.", "courier");

    public static Refusal NoCourier() =>
        new("shipping.no-courier", "No courier takes this parcel: none that is on delivers there in this way, with this payment. Choose another service, or add one in the settings.");

    public static Refusal NotCalled(string courier) => new("shipping.not-called", $"{courier} are our own drivers: no truck is to be called.", "courier");

    public static Refusal WindowInvalid() =>
        new("shipping.window-invalid", "A window begins before it ends, ends in the future, and lies within the next 14 days.", "window");

    public static Refusal PickupThere(string courier) => new("shipping.pickup-there", $"{courier} is asked to come in that window already.", "window");

    public static Refusal ManifestUnknown(string id) => new("manifest.unknown", $"There is no manifest {id}.");

    public static Refusal ManifestClosed(string number) => new("shipping.manifest-closed", $"Manifest {number} is closed. Open the next one.");

    public static Refusal ManifestEmpty(string courier) => new("shipping.nothing-to-hand-over", $"No labelled parcel waits for {courier} here. Book labels first.");

    public static Refusal Missing(int parcels) => new(
        "shipping.missing", $"{parcels} of its parcels were not scanned. Scan them, or name them in leaveBehind and say why.", "leaveBehind");

    public static Refusal MustComeOff(string sscc, string why) =>
        new("shipping.must-come-off", $"Parcel {sscc} must come off the truck: {why} Name it in leaveBehind, or clear it first.", "leaveBehind");

    public static Refusal ScansGoOn() => new("shipping.scans-go-on", "Parcels were scanned onto it at this moment. Close it again.");

    public static Refusal NotMissing(string sscc) => new("shipping.leave-behind-invalid", $"Parcel {sscc} is not on this manifest.", "leaveBehind");

    public static Refusal NothingToCollect(string number) => new("shipping.nothing-to-collect", $"Nothing of {number} is packed for the counter.");

    public static Refusal WrongCode() => new("shipping.code-invalid", "The code is not the one that the customer was given. Ask for it again.", "code");

    public static Refusal CounterRests(DateTimeOffset until) =>
        new("shipping.code-rests", $"Too many wrong codes. Wait until {until:HH:mm} UTC, or ask a manager to check who collects.", "code");
}
