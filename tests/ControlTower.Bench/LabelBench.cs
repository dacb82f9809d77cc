using System.Diagnostics;
using System.Globalization;
using ControlTower.Documents;
using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Bench;

/// <summary>What the bench waits for when it asks for a label, with an address in Arabic, which costs most.</summary>
internal static class LabelBench
{
    private const int Labels = 200;
    private const int WarmUp = 20;

    public static Task<IReadOnlyList<Figure>> RunAsync(BenchGround ground, int orders) => Task.FromResult<IReadOnlyList<Figure>>(
    [
        Slowest("a label's PDF is drawn, p95", LabelPdf.Draw, 60),
        Slowest("a label's ZPL at 203 dpi is written, p95", label => LabelZpl.Write(label), 5),
        Slowest("a label's ZPL at 300 dpi is written, p95", label => LabelZpl.Write(label, 300), 5),
    ]);

    private static Figure Slowest<T>(string name, Func<ParcelLabel, T> draw, double bound)
    {
        var times = new List<double>();
        for (var at = 1; at <= WarmUp + Labels; at++)
        {
            var label = Label(at);
            var began = Stopwatch.GetTimestamp();
            draw(label);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return new(name, times.Skip(WarmUp).Order().ElementAt(Labels * 95 / 100), "ms", null, "none: the bound is the bench's patience", bound, IsAtLeast: false);
    }

    private static ParcelLabel Label(int at) => new(
        new("Cairo warehouse", ["10th of Ramadan, EG"], null), new($"منى {at}", [$"{at} شارع التحرير، شقة {at}، الدور الثالث بجوار مسجد النور", "الدقي، الجيزة"], "01001234567"),
        "bosta", "standard", (7_000_000 + at).ToString(CultureInfo.InvariantCulture), Sscc.Of(at), $"CT-{100_000 + at}", new Money(35_050 + at, "EGP"), 1, 2, 640, new(2026, 11, 24), "Cairo warehouse");
}
