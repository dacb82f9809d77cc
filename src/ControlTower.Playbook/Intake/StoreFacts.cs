using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>What is known of a store when its messages are read.</summary>
/// <param name="Country">ISO 3166 alpha-2: where its customers are unless they say otherwise.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record StoreFacts(string Key, Channel Kind, string Country, string Currency, CodConfirmPolicy CodConfirm);
