using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <summary>What a scanned code is to the tower.</summary>
/// <param name="Sku">Null: no article of ours.</param>
/// <param name="Units">What one scan of it means: 12 for the code of a case of twelve.</param>
/// <param name="Other">What it is where it is no article: a tote, a parcel, a bin; null: nobody knows.</param>
public sealed record ScannedCode(string Raw, string? Sku, string? Name, int Units, string? Other);

/// <summary>What becomes of a scan: units that go into the parcel, or a refusal that is counted.</summary>
/// <param name="Expected">In words: what would have been right; null where everything is packed.</param>
public sealed record PackScanVerdict(Refusal? Refused, string? Sku, int Units, IReadOnlyList<PackPut> Puts, string? Expected);

/// <summary>Every unit is seen again at the bench. Judges one scan by what is still to be packed.</summary>
public static class PackScan
{
    public static PackScanVerdict Judge(PackStanding standing, IReadOnlyList<PackNeed> needs, ScannedCode code)
    {
        var expected = needs.FirstOrDefault(need => need.Left > 0) is { } next ? $"{next.Left} × {next.Name}" : null;
        if ((standing.Refuse() ?? Refuse(needs, code, expected)) is { } refused)
        {
            return new(refused, code.Sku, 0, [], expected);
        }

        return new(null, code.Sku, code.Units, needs.Put(code.Sku!, code.Units), expected);
    }

    private static Refusal? Refuse(IReadOnlyList<PackNeed> needs, ScannedCode code, string? expected)
    {
        if (code.Sku is null)
        {
            return code.Other is { } other ? PackingRefusals.NotAnItem(other) : PackingRefusals.UnknownCode(code.Raw);
        }

        var (name, ofSku) = (code.Name ?? code.Sku, needs.Where(need => need.Sku == code.Sku).ToList());
        var left = ofSku.Sum(need => need.Left);
        return ofSku.Count == 0 || ofSku.TrueForAll(need => need.Wanted == 0) ? PackingRefusals.WrongItem(name, expected ?? "nothing more")
            : left == 0 ? PackingRefusals.TooMany(name, ofSku.Sum(need => need.Wanted))
            : left < code.Units ? PackingRefusals.CaseTooLarge(name, code.Units, left)
            : null;
    }
}
