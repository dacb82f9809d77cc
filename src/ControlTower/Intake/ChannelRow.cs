using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>How one store is doing.</summary>
/// <param name="LastMessageAt">Of its webhooks; null: none yet.</param>
/// <param name="LastSweepAt">When its own list was last asked for.</param>
/// <param name="LagMs">From received to read, median of its last 100 messages; null: none read yet.</param>
/// <param name="Swept">Messages of the last day that only the sweep brought.</param>
/// <param name="Failed">Messages that could not be read and wait for somebody.</param>
public sealed record ChannelRow(
    string Store, Channel Kind, DateTimeOffset? LastMessageAt, DateTimeOffset? LastSweepAt, DateTimeOffset? LastSuccessAt, string? LastError,
    int? LagMs, int Today, int Swept, long Duplicates, int Waiting, int Failed);
