using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Parts;

/// <summary>What the flow wall shows of one stage.</summary>
/// <param name="Count">Orders there now.</param>
/// <param name="Oldest">Longest time since one entered the stage; null where it is empty.</param>
/// <param name="OldestState">The verdict on it.</param>
/// <param name="PerHour">Orders that left it in an hour, at the present rate; null where there is not enough data.</param>
/// <param name="Target">What it should be; null where nobody set one.</param>
/// <param name="IsBottleneck">The one stage that holds up the others; it alone is marked.</param>
public sealed record StageFigures(
    Stage Stage, long Count, TimeSpan? Oldest, FloorState OldestState, int? PerHour, int? Target, bool IsBottleneck);
