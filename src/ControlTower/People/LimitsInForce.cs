using ControlTower.Data;
using ControlTower.Settings;

namespace ControlTower.People;

/// <param name="Key">As in the settings, first letter small: <c>unpaidHoldMinutes</c>.</param>
public sealed record LimitInForce(string Key, decimal Value);

/// <summary>The company's limits as the steps use them now, for whoever asks at a screen.</summary>
public sealed class LimitsInForce(Limits limits)
{
    public IReadOnlyList<LimitInForce> All() =>
    [
        new("unpaidHoldMinutes", limits.UnpaidHoldMinutes),
        new("refundApprovalAbove", limits.RefundApprovalAbove),
        new("writeOffApprovalAbove", limits.WriteOffApprovalAbove),
        new("highValueAbove", limits.HighValueAbove),
        new("phoneCancelsMax", limits.PhoneCancelsMax),
        new("addressScoreMin", limits.AddressScoreMin),
    ];
}
