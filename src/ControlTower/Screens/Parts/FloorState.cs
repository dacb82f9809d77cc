namespace ControlTower.Screens.Parts;

/// <summary>The seven states that have a colour, a silhouette and a word; nothing else on a screen is coloured.</summary>
public enum FloorState { Ok, Risk, Late, Held, Waiting, Info, Stale }

public static class FloorStates
{
    /// <summary>As classes, sprites and scripts spell it: <c>late</c>.</summary>
    public static string Name(this FloorState state) => state switch
    {
        FloorState.Ok => "ok",
        FloorState.Risk => "risk",
        FloorState.Late => "late",
        FloorState.Held => "held",
        FloorState.Waiting => "waiting",
        FloorState.Info => "info",
        FloorState.Stale => "stale",
    };

    /// <summary>What a due time means at <paramref name="now"/>: late when passed, at risk when not further away than
    /// <paramref name="riskWithin"/>, else waiting. tower.js decides by the same rule as time goes by.</summary>
    public static FloorState OfDue(DateTimeOffset due, DateTimeOffset now, TimeSpan riskWithin) =>
        due < now ? FloorState.Late : due - now <= riskWithin ? FloorState.Risk : FloorState.Waiting;
}
