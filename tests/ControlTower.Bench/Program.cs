using System.Globalization;
using ControlTower.Bench;

var benches = new Dictionary<string, Func<BenchGround, int, Task<IReadOnlyList<Figure>>>[]>
{
    ["core"] = [IntakeBench.RunAsync, ReserveBench.RunAsync, ReadBench.RunAsync, FollowBench.RunAsync, StartBench.RunAsync],
    ["floor"] = [LabelBench.RunAsync, WaveBench.RunAsync, ScanBench.RunAsync, LabelRateBench.RunAsync, RoadBench.RunAsync],
    ["bookings"] = [BookingsBench.RunAsync],
};
var name = args is [var first, ..] && !first.StartsWith('-') ? first : "core";
if (!benches.TryGetValue(name, out var chosen))
{
    await Console.Error.WriteLineAsync($"There is no benchmark {name}; there are: {string.Join(", ", benches.Keys)}");
    return 1;
}

var orders = int.Parse(After("--orders") ?? "100000", CultureInfo.InvariantCulture);
await using var ground = await BenchGround.StartAsync(After("--data"));
var figures = new List<Figure>();
foreach (var bench in chosen)
{
    figures.AddRange(await bench(ground, orders));
}

Report.Print(figures, Console.Out);
if (After("--json") is { } file)
{
    await Report.WriteAsync(figures, file);
}

return figures.TrueForAll(figure => figure.IsHeld) ? 0 : 1;

string? After(string flag) => Array.IndexOf(args, flag) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
