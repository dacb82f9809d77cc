using ControlTower.Packing;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.PackerQc;

/// <summary>What the bench shows over the whole screen in answer to a scan, and what it asks before it goes on.</summary>
public static class PackSigns
{
    public static ScanSign Of(PackScanned scanned, PackPicture pack, TowerWords words)
    {
        var line = pack.Lines.FirstOrDefault(one => one.Sku == scanned.Sku);
        if (scanned.Refused is not { } code)
        {
            return new(SignKind.Ok, words["pack.right"])
            {
                Count = line?.Packed, CountOf = words["pack.ofUnits", words.Number(line?.Wanted ?? 0)],
                IntoLabel = pack.Left == 0 ? words["pack.allIn"].Value : null, Into = pack.Left == 0 ? words["pack.sealIt"].Value : null,
            };
        }

        var needed = pack.Lines.FirstOrDefault(one => one.Left > 0);
        var (is1, is2) = ScanSignRow.Compare(
            new(words["pack.youScanned"], scanned.Name ?? scanned.Scanned, Code: scanned.Name is null ? null : scanned.Scanned),
            new(words["pack.needed"], needed?.Name ?? words["pack.nothingMore"].Value, Code: needed?.Sku));
        return new(VerdictOf(code), words.Has($"packTitle.{code}") ? words[$"packTitle.{code}"] : words["packTitle.other"])
        {
            Text = words[$"refusal.{code}"], Rows = IsStop(code) ? [] : [is1, is2], Button = words[IsStop(code) ? "pack.understood" : "pack.putAside"], Hint = words["scan.hint"],
        };
    }

    public static ScanSign Of(Refusal refused, TowerWords words) => new(VerdictOf(refused.Code), words[IsStop(refused.Code) ? $"packTitle.{refused.Code}" : "packTitle.other"])
    {
        Text = words.Refused(refused), Button = words["pack.understood"], Hint = words["scan.hint"],
    };

    public static WhyQuestion AskWeight(PackPicture pack, TowerWords words) => new(
        words["pack.askWeight"], pack.Sscc, words["pack.askWeightText", words.Number(pack.Weight!.MeasuredGrams), words.Number(pack.Weight.ExpectedGrams ?? 0), words.Number(pack.Weight.ToleranceGrams ?? 0)],
        [], words["pack.override"], words["pack.keepOpen"], IsRisky: false);

    public static WhyQuestion AskReopen(PackPicture pack, TowerWords words) => new(
        words["pack.askReopen"], pack.Sscc, words["pack.askReopenText"], [], words["pack.reopen"], words["pack.keepSealed"]);

    private static bool IsStop(string code) => code is "packing.held" or "packing.cancelled";

    private static SignKind VerdictOf(string code) => IsStop(code) ? SignKind.Stop
        : code is "packing.too-many" or "packing.case-too-large" ? SignKind.Many
        : SignKind.Wrong;
}
