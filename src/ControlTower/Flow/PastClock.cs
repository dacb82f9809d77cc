namespace ControlTower.Flow;

/// <summary>A clock that shows what it is told: for laying the demo's history through the real handlers.</summary>
internal sealed class PastClock : TimeProvider
{
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
