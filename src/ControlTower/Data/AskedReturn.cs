using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

/// <summary>Units of one line of an order that come back, and why.</summary>
public sealed record AskedReturn(int Line, int Units, ReturnReason Reason);

/// <summary>What somebody found of one line.</summary>
/// <param name="Photo">Name of a picture that was sent before; null: none.</param>
public sealed record AskedGrade(int Line, int Units, Grade Grade, Disposition Disposition, string? Photo = null);
