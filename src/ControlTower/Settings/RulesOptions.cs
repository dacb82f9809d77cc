namespace ControlTower.Settings;

/// <summary>First values of the limits that a manager then keeps on the settings screen: section <c>Rules</c>. Amounts are in the order's own currency.</summary>
public sealed class RulesOptions
{
    public const string Section = "Rules";

    /// <summary>How long stock is kept for a prepaid order that nobody paid.</summary>
    public int UnpaidHoldMinutes { get; set; } = 60;

    /// <summary>Refunds above it need a manager.</summary>
    public decimal RefundApprovalAbove { get; set; } = 1000;

    /// <summary>Write-offs above it need a manager.</summary>
    public decimal WriteOffApprovalAbove { get; set; } = 1000;

    /// <summary>From here on an order with incomplete data is looked at by a person.</summary>
    public decimal HighValueAbove { get; set; } = 5000;

    /// <summary>More cancelled orders than this by one phone number are looked at by a person.</summary>
    public int PhoneCancelsMax { get; set; } = 2;

    /// <summary>0 to 100; an address below it is not shipped to.</summary>
    public int AddressScoreMin { get; set; } = 60;
}
