using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>A truck that leaves at another time than the calendar's.</summary>
/// <param name="shipBy">Which truck: when it leaves by the calendar.</param>
public sealed class TruckMove(string warehouse, string courier, DateTimeOffset shipBy)
{
    public string Warehouse { get; private init; } = warehouse;
    public string Courier { get; private init; } = courier;
    public DateTimeOffset ShipBy { get; private init; } = shipBy;
    public DateTimeOffset Leaves { get; set; }
    public DateTimeOffset At { get; set; }
    public string ByName { get; set; } = "";
}

public sealed record TruckMoved(string Warehouse, string Courier, DateTimeOffset ShipBy, DateTimeOffset Leaves, [property: JsonIgnore] DateTimeOffset Before) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Warehouse(Warehouse);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public object? Old => new { Leaves = Before };
}
