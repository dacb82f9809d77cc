using System.Globalization;
using ControlTower.Bench;

if (args.FirstOrDefault(arg => !arg.StartsWith('-')) is { } name && Array.IndexOf(args, name) == 0 && name != "core")
{
    await Console.Error.WriteLineAsync($"There is no benchmark {name}; there is: core");
    return 1;
}

var orders = int.Parse(After("--orders") ?? "100000", CultureInfo.InvariantCulture);
await using var ground = await BenchGround.StartAsync(After("--data"));
var figures = new List<Figure>();
foreach (var bench in new Func<BenchGround, int, Task<IReadOnlyList<Figure>>>[] { IntakeBench.RunAsync, ReserveBench.RunAsync, ReadBench.RunAsync, FollowBench.RunAsync, StartBench.RunAsync })
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
