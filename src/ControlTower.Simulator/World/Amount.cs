using System.Globalization;

namespace ControlTower.Simulator.World;

/// <summary>Money as the tower's API spells it.</summary>
internal static class Amount
{
    public static object Of(decimal amount, string currency) => new { amount = Text(amount), currency };

    /// <summary>"350.50": both currencies of the demo have two digits.</summary>
    public static string Text(decimal amount) => amount.ToString("F2", CultureInfo.InvariantCulture);
}
