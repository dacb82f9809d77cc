using ControlTower.Picking;
using ControlTower.Playbook.Picking;

namespace ControlTower.Screens.Picker;

/// <summary>All that one screen of a picker shows, as the database has it: another device, or the same one after a fall, shows the same.</summary>
/// <param name="List">The list in hand; null: none.</param>
/// <param name="Spot">Where the line at hand lies; null: no line can be picked, or its bin is not on the plan.</param>
/// <param name="Way">From where the last goods were taken.</param>
public sealed record PickScreen(PickListNow? List, BinSpot? Spot = null, FloorSketch? Floor = null, FloorWay? Way = null, PickGoods? Goods = null)
{
    public static readonly PickScreen Free = new((PickListNow?)null);

    /// <summary>What to do now; null: no list, or all that is left of it is stopped.</summary>
    public PickStep? Step => List?.Next is { Kind: not StepKind.Done } step ? step : null;

    public string Sku => Step?.Sku ?? "";

    /// <summary>Of the order at hand.</summary>
    public string Number => Step?.Number ?? "";

    public int UnitsAll => List?.Lines.Sum(line => line.Units) ?? 0;

    /// <summary>Units that are in totes or known to be missing, and those in hand.</summary>
    public int UnitsDone => (List?.Lines.Sum(line => line.Picked + line.Short) ?? 0) + InHand;

    public int InHand => Step is { } step && LineAtHand is { } line ? Math.Max(0, step.UnitsDone - line.Picked) : 0;

    /// <summary>Units of the line at hand that nobody has taken yet.</summary>
    public int Left => Step is { } step ? step.Units - step.UnitsDone : 0;

    public PickLineNow? LineAtHand => Step is { } step
        ? List!.Lines.FirstOrDefault(line => line.Bin == step.Bin && line.Sku == step.Sku && line.Number == step.Number && line.Picked + line.Short < line.Units) : null;

    public int Percent => UnitsAll == 0 ? 0 : 100 * UnitsDone / UnitsAll;
}
