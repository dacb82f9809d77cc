namespace ControlTower.Playbook.Picking;

/// <summary>A draft as it was proposed, until it becomes a wave or is forgotten.</summary>
/// <param name="Body">The <see cref="WaveDraft"/>, as JSON.</param>
public sealed record WaveDraftRow(Guid Id, string Warehouse, DateTimeOffset At, string Body);
