using System.Globalization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <summary>Why the bench says no. Codes are stored with the scan and counted.</summary>
public static class PackingRefusals
{
    public static Refusal Unknown(string parcel) => new("packing.unknown", $"There is no parcel {parcel} here.");

    public static Refusal NothingThere(string scanned) =>
        new("packing.unknown", $"{scanned} is no tote, parcel or order that waits to be packed. Scan the code on the tote.", "scan");

    public static Refusal ToteEmpty(string tote) => new("packing.tote-empty", $"The tote {tote} is empty for the tower: nothing was picked into it. Take it to the lead.", "scan");

    public static Refusal NotPicked(string number, GroupState state) => new(
        "packing.not-picked", $"The goods of {number} are {Word(state)}: they are packed once all of them are picked.", "scan");

    public static Refusal AllPacked(string number) => new("packing.packed", $"{number} is packed already. Scan one of its parcels to open it again.", "scan");

    public static Refusal Held(string number, HoldType hold) => new(
        "packing.held", $"Stop: {number} is held ({Word(hold)}). Pack nothing. Put the tote on the shelf for held orders; it can be opened again once the hold is released.");

    public static Refusal Cancelled(string number) => new(
        "packing.cancelled", $"Stop: {number} is cancelled. Pack nothing. Put the tote on the shelf for goods that go back; a picker takes them back by scan.");

    public static Refusal NotOpen(ParcelState state) => new("packing.not-open", $"The parcel is {Word(state)}: nothing goes in or out. Open it again first.");

    public static Refusal ScanMissing() => new("packing.scan-missing", "Send what was scanned.", "scan");

    public static Refusal UnknownCode(string scanned) => new("packing.unknown-code", $"{scanned} is no article of ours. Scan the bar code on the article itself.", "scan");

    public static Refusal NotAnItem(string what) => new("packing.not-an-item", $"That is {what}, and an article is expected here. Finish this parcel first.", "scan");

    public static Refusal WrongItem(string scanned, string expected) => new(
        "packing.wrong-item", $"Wrong item: {scanned} is not part of this order. Not counted. Put it aside, and scan {expected}.", "scan");

    public static Refusal TooMany(string name, int wanted) => new(
        "packing.too-many", $"Too many: {Count(wanted)} of {name} go with this order, and all are packed. Not counted. Put it aside.", "scan");

    public static Refusal CaseTooLarge(string name, int units, int left) => new(
        "packing.case-too-large", $"This code means {Count(units)} of {name}, and {Count(left)} are still to be packed. Scan single pieces.", "scan");

    public static Refusal NothingToUndo() => new("packing.nothing-to-undo", "Nothing lies in this parcel that could be taken out.");

    public static Refusal GramsInvalid() => new("packing.grams-invalid", $"A weight is a whole number of grams, 1 to {Count(WeightCheck.GramsMax)}.", "grams");

    public static Refusal CartonUnknown(string carton, IEnumerable<string> known) =>
        new("packing.carton-unknown", $"There is no carton {carton}; there are {string.Join(", ", known)}.", "carton");

    public static Refusal EmptyToWeigh() => new("packing.empty", "Nothing lies in the parcel yet. Scan the goods first.");

    /// <summary>The label is refused as well while this holds.</summary>
    /// <param name="missing">What is still to be done: <c>units</c>, <c>weight</c>, <c>photo</c>.</param>
    public static Refusal NotVerified(IReadOnlyCollection<string> missing, string detail) =>
        new("packing.not-verified", $"The parcel cannot be sealed yet: {detail}", missing.First());

    public static Refusal WeightOff(int measured, WeightExpectation expected) => new(
        "packing.not-verified",
        $"The parcel cannot be sealed yet: it weighs {Count(measured)} g, and {Count(expected.ExpectedGrams)} g ± {Count(expected.ToleranceGrams)} g are expected. "
        + "Open it and scan again, weigh it again, or say why it is right (weightOverrideWhy).", "weight");

    public static Refusal NextNotNeeded() => new("packing.nothing-left", "Everything lies in parcels already; there is nothing for another one.");

    public static Refusal NextEmpty(string sscc) => new("packing.next-open", $"The parcel {sscc} of this order is empty still. Use it first.");

    public static Refusal NotSealed(ParcelState state) => new("packing.not-sealed", $"The parcel is {Word(state)}: only a sealed one without a label is opened again. Void its label first.");

    public static Refusal PhotoInvalid() => new("packing.photo-invalid", "This is no picture that can be read. Send a JPEG, a PNG or a WebP.", "photo");

    public static Refusal PhotoTooLarge(int pixelsMax) => new("packing.photo-too-large", $"A photo may have {pixelsMax / 1_000_000} million pixels. Take it smaller.", "photo");

    public static Refusal PhotosEnough(int max) => new("packing.photos-enough", $"The parcel has {max} photos already; that is the most.", "photo");

    public static Refusal StepUnknown(string step) => new("packing.step-unknown", $"The checklist has no step {step} that a person ticks.", "step");

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
