namespace ControlTower.Playbook.Sops;

/// <summary>A step of a procedure's checklist that was done for one thing.</summary>
/// <param name="Version">In force then; null where the procedure was not published.</param>
/// <param name="Subject">As in the journal: <c>parcel:{id}</c>.</param>
/// <param name="By">Who did the work that ticked it, or ticked it.</param>
public sealed record SopRun(Guid Id, string Slug, int? Version, string Subject, string Step, DateTimeOffset TickedAt, Guid By);
