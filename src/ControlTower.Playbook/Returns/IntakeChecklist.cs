using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Returns;

/// <summary>The checklist of what comes back: its steps, in their order, ticked by the work itself for each return.</summary>
public static class IntakeChecklist
{
    public const string Slug = "returns-intake";

    /// <summary>It was scanned at the dock and its units were counted.</summary>
    public const string Received = "received";

    /// <summary>Every unit has its condition and its place.</summary>
    public const string Graded = "graded";

    /// <summary>What is not as new was photographed: the proof where the customer disagrees.</summary>
    public const string Photo = "photo";

    /// <summary>The money was asked for, or none is owed.</summary>
    public const string Money = "money";

    public static IReadOnlyList<string> Steps { get; } = [Received, Graded, Photo, Money];

    public static bool HasProof(IEnumerable<(Grade Grade, string? Photo)> found) => found.All(one => one.Grade == Grade.New || one.Photo is not null);
}
