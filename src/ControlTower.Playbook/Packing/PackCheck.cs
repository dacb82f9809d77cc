using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <summary>What the scale said of a parcel, and what a person made of it.</summary>
public sealed class PackCheck
{
    public required Guid ParcelId { get; init; }

    /// <summary>Null: nothing was known of the goods.</summary>
    public int? ExpectedGrams { get; private set; }

    public int? ToleranceGrams { get; private set; }
    public int MeasuredGrams { get; private set; }
    public WeightVerdict Verdict { get; private set; }
    public DateTimeOffset WeighedAt { get; private set; }
    public Guid WeighedBy { get; private set; }

    /// <summary>Why it goes all the same, in the words of whoever says so.</summary>
    public string? OverrideWhy { get; private set; }

    public Guid? OverrideBy { get; private set; }

    /// <summary>Its weight has taught already.</summary>
    public bool IsLearned { get; set; }

    public bool IsGood => Verdict == WeightVerdict.Ok || OverrideWhy is not null;

    /// <summary>A new reading; what was said of the old one does not hold for it.</summary>
    public void Read(int grams, WeightExpectation? expected, Guid by, DateTimeOffset now)
    {
        (ExpectedGrams, ToleranceGrams, MeasuredGrams) = (expected?.ExpectedGrams, expected?.ToleranceGrams, grams);
        Verdict = expected is null ? WeightVerdict.Ok : WeightCheck.Judge(expected, grams);
        (WeighedAt, WeighedBy, OverrideWhy, OverrideBy) = (now, by, null, null);
    }

    public void Override(string why, Guid by) => (OverrideWhy, OverrideBy) = (why, by);
}

/// <summary>A picture of a parcel, for whoever asks later how it was packed.</summary>
/// <param name="File">In the folder of photos; a random name.</param>
public sealed record ParcelPhoto(Guid Id, Guid ParcelId, string File, int Width, int Height, int Bytes, DateTimeOffset TakenAt, Guid TakenBy);
