using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What became of a scan at the truck.</summary>
public enum HandoverOutcome { Accepted, Duplicate, Refused }

/// <summary>A parcel as the scan at the truck finds it.</summary>
/// <param name="OnManifest">Number of the open manifest that it is on; null: none.</param>
/// <param name="Hold">That stops its order; null: none.</param>
public sealed record ScannedParcel(
    string Sscc, string OrderNumber, ParcelState State, string Warehouse, string? Courier, string? OnManifest, bool IsScanned, bool IsCancelled, HoldType? Hold);

/// <summary>What is said to whoever scanned.</summary>
/// <param name="Code">Of a refusal; null where it was taken.</param>
/// <param name="Expected">What would have been right; <paramref name="Found"/>: what was scanned.</param>
public sealed record HandoverVerdict(HandoverOutcome Outcome, string? Code, string Text, string? Expected = null, string? Found = null, bool IsExtra = false);

/// <summary>Handing over is scanning each parcel onto its courier's truck; what does not belong there is refused in words.</summary>
public static class HandoverScan
{
    /// <param name="scanned">As it was read.</param>
    /// <param name="parcel">Null: no parcel has that number.</param>
    public static HandoverVerdict Judge(string number, string courier, string warehouse, string scanned, ScannedParcel? parcel) => parcel switch
    {
        null => No("handover.unknown", "No parcel has this number. Scan the bar code of the label.", $"a parcel of {courier}", scanned),
        { IsCancelled: true } => No("handover.cancelled", $"Stop: {parcel.OrderNumber} is cancelled. Put the parcel aside.", null, parcel.Sscc),
        { Hold: { } hold } => No("handover.held", $"Stop: {parcel.OrderNumber} is held ({hold}). Put the parcel aside.", null, parcel.Sscc),
        { State: ParcelState.Open or ParcelState.Sealed or ParcelState.Voided } => No("handover.no-label", "This parcel has no label in force. Bring it to the shipping desk.", "a labelled parcel", parcel.Sscc),
        { State: not ParcelState.Labelled } => No("handover.left", "This parcel has left already.", "a parcel that is still here", parcel.Sscc),
        _ when parcel.Courier != courier => No("handover.wrong-courier", $"This parcel goes with {parcel.Courier}, not with {courier}. Take it off this truck.", courier, parcel.Courier),
        _ when parcel.Warehouse != warehouse => No("handover.other-warehouse", $"This parcel belongs to {parcel.Warehouse}.", warehouse, parcel.Warehouse),
        { OnManifest: { } other } when other != number => No("handover.other-manifest", $"This parcel is on manifest {other}.", number, other),
        { IsScanned: true } => new(HandoverOutcome.Duplicate, null, "This parcel was scanned already."),
        { OnManifest: null } => new(HandoverOutcome.Accepted, null, "On the truck, and new on the list.", IsExtra: true),
        _ => new(HandoverOutcome.Accepted, null, "On the truck."),
    };

    /// <summary>A code as a scanner sends it: with its own prefix, GS1's identifier 00, digits of any script.</summary>
    /// <returns>What it may mean: the number of a box, and a courier's number.</returns>
    public static IReadOnlyList<string> Meanings(string raw)
    {
        var text = TextFolding.WesternDigits(raw).Trim().Trim('\u001d');
        text = (text is [']', _, _, ..] ? text[3..] : text).Replace("(00)", "00", StringComparison.Ordinal);
        return text.Length == Packing.Sscc.Digits + 2 && text.StartsWith("00", StringComparison.Ordinal) ? [text[2..], text] : [text];
    }

    private static HandoverVerdict No(string code, string text, string? expected, string? found) => new(HandoverOutcome.Refused, code, text, expected, found);
}
