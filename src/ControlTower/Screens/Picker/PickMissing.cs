using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Picker;

/// <summary>What is wrong on the shelf, and with how many units.</summary>
public sealed record PickMissing(ShortReason Reason, int Units);
