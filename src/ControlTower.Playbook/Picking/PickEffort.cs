namespace ControlTower.Playbook.Picking;

/// <summary>How long picking takes, in minutes of one person, until a floor has told its own figures: usual ones for picking on foot with a cart.</summary>
public static class PickEffort
{
    /// <summary>Taking a list, fetching totes, bringing them to the bench.</summary>
    public const double ListMinutes = 2;

    /// <summary>Walking with a cart, stops not counted: 1 m/s.</summary>
    public const double MetresPerMinute = 60;

    /// <summary>Finding the bin, scanning it, the goods and the tote: 12 s.</summary>
    public const double StopMinutes = 0.2;

    /// <summary>Each unit taken: 3 s.</summary>
    public const double UnitMinutes = 0.05;

    /// <summary>What comes after an order's last pick until it can be handed over: the bench, the label.</summary>
    public const double BenchMinutes = 5;

    public static double Of(int stops, int units, double metres) => stops == 0 ? 0 : ListMinutes + metres / MetresPerMinute + stops * StopMinutes + units * UnitMinutes;
}
