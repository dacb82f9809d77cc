using System.Text.RegularExpressions;

namespace ControlTower.Simulator.Printers;

/// <summary>A label that came out.</summary>
/// <param name="Sscc">Of our own labels; null where the paper bears none, as a courier's own or a test.</param>
/// <param name="Bytes">Of its ZPL, as it came over the line.</param>
public sealed record PrintedLabel(string? Sscc, int Bytes, DateTimeOffset At, string Zpl);

/// <summary>What came out of the printer, in its order.</summary>
public sealed partial class PrinterLedger(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<PrintedLabel> _printed = [];

    public IReadOnlyList<PrintedLabel> All()
    {
        lock (_gate)
        {
            return [.. _printed];
        }
    }

    /// <summary>Each label that is whole comes out; what has no end is never printed.</summary>
    /// <returns>How many came out.</returns>
    public int Take(string job)
    {
        var labels = Label().Matches(job);
        lock (_gate)
        {
            foreach (Match label in labels)
            {
                var sscc = Sscc().Match(label.Value);
                _printed.Add(new(sscc.Success ? sscc.Groups[1].Value : null, System.Text.Encoding.UTF8.GetByteCount(label.Value), clock.GetUtcNow(), label.Value));
            }
        }

        return labels.Count;
    }

    [GeneratedRegex(@"\^XA.*?\^XZ", RegexOptions.Singleline)]
    private static partial Regex Label();

    /// <summary>As it stands beneath the bars.</summary>
    [GeneratedRegex(@"\(00\)(\d{18})")]
    private static partial Regex Sscc();
}
