using ControlTower.Playbook.Flow;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.OpsManager;

/// <summary>How the house does, in one sentence that a stranger understands, and what to do about it first.</summary>
/// <param name="Stage">That holds up the others; null: none does.</param>
/// <param name="Act">Word of the act; null: nothing is to be done.</param>
public sealed record OverviewAnswer(FloorState State, string Lead, string More, Stage? Stage = null, string? Act = null, string? Href = null)
{
    /// <summary>A truck that orders will miss weighs most, since it can still be helped; then what is late already, then what is close.</summary>
    /// <param name="trucks">Those that have not left.</param>
    /// <param name="clock">A time of the day as the site reads it.</param>
    public static OverviewAnswer Of(FlowFigures flow, IReadOnlyList<CutoffForecast> trucks, TowerWords words, Func<DateTimeOffset, string> clock) =>
        CutoffForecast.WorstOf(trucks) is { } over ? OfTruck(over, words, clock)
        : flow.Bottleneck is { } worst ? new(FloorState.Late, words["wall.behind", words.Of(worst.Stage)], words.Plural("wall.lateOrders", flow.Late), worst.Stage, "overview.showLate", "/inbox")
        : trucks.FirstOrDefault(one => one.State == CutoffState.Tight) is { } tight ? new(
            FloorState.Risk, words["cutoffs.isTight", words.Courier(tight.Truck.Courier)] + ":", words.Plural("cutoffs.ordersToGo", tight.ToGo), tight.Bottleneck, ActOf(tight), HrefOf(tight))
        : flow.AtRisk > 0 ? new(FloorState.Risk, words["wall.hurry"], words.Plural("wall.riskOrders", flow.AtRisk), null, "overview.showThem", "/inbox")
        : new(FloorState.Ok, words["wall.onTime"], words.Plural("wall.openOrders", flow.Open));

    /// <summary>What helps a truck: orders that are not even on the floor, else what stands at the dock.</summary>
    public static string ActOf(CutoffForecast one) => one.ToRelease > 0 ? "waves.releaseOne" : "overview.openDock";

    public static string HrefOf(CutoffForecast one) => one.ToRelease > 0
        ? $"/waves?warehouse={Uri.EscapeDataString(one.Truck.Warehouse)}"
        : $"/dispatch?site={Uri.EscapeDataString(one.Truck.Warehouse)}&courier={Uri.EscapeDataString(one.Truck.Courier)}";

    private static OverviewAnswer OfTruck(CutoffForecast one, TowerWords words, Func<DateTimeOffset, string> clock) => new(
        FloorState.Late, one.Bottleneck is { } stage ? words["overview.holdsUp", words.Of(stage)] : words["overview.truckOver", words.Courier(one.Truck.Courier)],
        words["overview.truckAt", words.Courier(one.Truck.Courier), clock(one.Truck.Leaves), words.Plural("cutoffs.missTruck", one.Misses ?? 0)], one.Bottleneck, ActOf(one), HrefOf(one));
}
