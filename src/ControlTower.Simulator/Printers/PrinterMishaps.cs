using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Printers;

/// <summary>What goes wrong with the label printer on request: out of paper, or off; for a tower the same.</summary>
public sealed class PrinterMishaps(PrinterDesk printer, Tally tally)
{
    private const int SecondsMax = 3_600;
    private const int SecondsUsual = 60;

    public static readonly IReadOnlyList<string> Names = ["printerOff"];

    /// <param name="seconds">So long; 0 ends it.</param>
    /// <returns>Null: no such mishap.</returns>
    public object? Cause(string kind, int? seconds)
    {
        if (Names.FirstOrDefault(one => string.Equals(one, kind, StringComparison.OrdinalIgnoreCase)) is not { } name)
        {
            return null;
        }

        var time = Math.Clamp(seconds ?? SecondsUsual, 0, SecondsMax);
        printer.GoOff(TimeSpan.FromSeconds(time));
        tally.Count($"mishap {name}");
        return new { mishap = name, seconds = time };
    }
}
