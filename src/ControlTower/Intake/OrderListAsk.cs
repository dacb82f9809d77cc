using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake;

/// <summary>What a list of orders is asked for; null: any.</summary>
/// <param name="AnyHold">Held by whatever.</param>
/// <param name="OlderThanHours">Open orders whose age, from confirmation or else from receipt, is above it.</param>
/// <param name="Ids">Only these, found by a search.</param>
/// <param name="After">Last movement and id of the last row that was seen.</param>
public sealed record OrderListAsk(
    Headline? State = null, Channel? Channel = null, string? Store = null, string? Warehouse = null, HoldType? Hold = null, bool AnyHold = false,
    int? OlderThanHours = null, IReadOnlyCollection<Guid>? Ids = null, (DateTimeOffset LastMovementAt, Guid Id)? After = null, int Take = 50);
