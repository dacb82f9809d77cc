namespace ControlTower.Playbook.Vocabulary;

/// <summary>What the scale said of a parcel: as it should be, or something may be missing, or something may be too much.</summary>
public enum WeightVerdict { Ok, Light, Heavy }
