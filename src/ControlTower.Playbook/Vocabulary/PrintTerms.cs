namespace ControlTower.Playbook.Vocabulary;

/// <summary>How a label's way to its printer stands. <see cref="Unknown"/>: the line broke while it was sent, and it may have been printed.</summary>
public enum PrintState { Queued, Sending, Sent, Failed, Unknown }
