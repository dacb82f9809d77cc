using System.Globalization;
using System.Text.Json;

namespace ControlTower.Bench;

internal static class Report
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void Print(IReadOnlyList<Figure> figures, TextWriter screen)
    {
        screen.WriteLine($" {Environment.ProcessorCount} cores, .NET {Environment.Version}");
        screen.WriteLine($" {"figure",-58} {"value",12} {"floor",12} {"judged",8} {"bound",8}  verdict");
        foreach (var figure in figures)
        {
            var sign = figure.IsAtLeast ? "≥" : "≤";
            screen.WriteLine($" {figure.Name,-58} {Text(figure.Value) + " " + figure.Unit,12} {(figure.Floor is { } floor ? Text(floor) : "-"),12} {Text(figure.Judged),8} {sign + Text(figure.Bound),8}  {figure.Verdict}");
            screen.WriteLine($"     floor: {figure.FloorIs}");
        }
    }

    public static Task WriteAsync(IReadOnlyList<Figure> figures, string file) => File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, s_json));

    private static string Text(double number) => number.ToString(number >= 100 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
