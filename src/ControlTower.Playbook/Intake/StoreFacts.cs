using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>What a reader must know of the store whose message it reads.</summary>
/// <param name="Country">ISO 3166 alpha-2; meant where an address names no country.</param>
/// <param name="Currency">ISO 4217; meant where an amount names no currency.</param>
/// <param name="CodConfirm">When a person must confirm its COD orders; readers leave it to validation.</param>
public sealed record StoreFacts(string Key, Channel Kind, string Country, string Currency, CodConfirmPolicy CodConfirm);
