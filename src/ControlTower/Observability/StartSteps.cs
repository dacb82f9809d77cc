using System.Diagnostics;
using System.Globalization;

namespace ControlTower.Observability;

/// <summary>
/// What a person sees while the tower starts: numbered steps, each with the time it took. <c>./tower</c> prints the first and the
/// last ones itself and says in the environment where to go on counting.
/// </summary>
public sealed class StartSteps(TextWriter screen)
{
    private readonly int _steps = FromEnvironment("TOWER_STEPS", 3);
    private int _next = FromEnvironment("TOWER_STEP", 1);
    private long _begun = Stopwatch.GetTimestamp();

    /// <summary>One step is done; its time is what passed since the step before.</summary>
    /// <param name="title">At most 17 characters.</param>
    public void Done(string title, string what)
    {
        var took = Stopwatch.GetElapsedTime(_begun);
        _begun = Stopwatch.GetTimestamp();
        screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $" [{_next++}/{_steps}] {title,-17} {what}  {took.TotalSeconds:0.0}s"));
        screen.Flush();
    }

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
