namespace ControlTower.Bench;

/// <summary>One figure of the tower beside a floor that was measured in the same run on the same machine.</summary>
/// <param name="Floor">Null: the bound is for the value itself.</param>
/// <param name="FloorIs">What the floor did: its SQL.</param>
/// <param name="IsAtLeast">The bound is a least; else it is a most.</param>
public sealed record Figure(string Name, double Value, string Unit, double? Floor, string FloorIs, double Bound, bool IsAtLeast)
{
    public double Judged => Floor is { } floor ? Value / floor : Value;

    public bool IsHeld => IsAtLeast ? Judged >= Bound : Judged <= Bound;

    public string Verdict => IsHeld ? "holds" : "BROKEN";
}
