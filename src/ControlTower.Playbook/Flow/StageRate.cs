namespace ControlTower.Playbook.Flow;

/// <summary>How fast a stage of one warehouse goes now, from what it completed in the last half hour.</summary>
public static class StageRate
{
    public const int Buckets = 6;

    /// <summary>Of the half hour.</summary>
    public static readonly TimeSpan Bucket = FlowFigures.Window / Buckets;

    /// <summary>What happened five minutes earlier counts four fifths of what happened now.</summary>
    private const double Fade = 0.8;

    /// <summary>Fewer buckets with work in them tell of chance.</summary>
    private const int WorkedMin = 2;

    /// <param name="completed">Completions by bucket, the newest first. A bucket without any is a break, and is left out.</param>
    /// <returns>Orders an hour; null rather than a guess, below <see cref="FlowFigures.CompletionsMin"/> completions.</returns>
    public static double? PerHour(IReadOnlyList<int> completed)
    {
        var worked = completed.Take(Buckets).Select((count, age) => (Count: count, Weight: Math.Pow(Fade, age))).Where(bucket => bucket.Count > 0).ToList();
        return worked.Count < WorkedMin || worked.Sum(bucket => bucket.Count) < FlowFigures.CompletionsMin
            ? null
            : worked.Sum(bucket => bucket.Count * bucket.Weight) / worked.Sum(bucket => bucket.Weight) * (TimeSpan.FromHours(1) / Bucket);
    }
}
