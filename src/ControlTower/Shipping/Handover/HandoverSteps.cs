namespace ControlTower.Shipping.Handover;

/// <summary>The checklist of the handover: its steps, in their order, ticked by the work itself for each manifest.</summary>
public static class HandoverSteps
{
    public const string Slug = "courier-handover";
    public const string List = "list";
    public const string Scan = "scan";
    public const string Missing = "missing";
    public const string Close = "close";

    public static IReadOnlyList<string> All { get; } = [List, Scan, Missing, Close];
}
