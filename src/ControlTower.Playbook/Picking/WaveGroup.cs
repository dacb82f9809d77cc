namespace ControlTower.Playbook.Picking;

/// <summary>A fulfilment group that goes with a wave; it is in one at most.</summary>
public sealed record WaveGroup(Guid GroupId, Guid Wave);
