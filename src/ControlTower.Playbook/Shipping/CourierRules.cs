using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What each kind of courier can do.</summary>
public static class CourierRules
{
    /// <summary>Cash at the door.</summary>
    public static bool TakesCod(CourierKind kind) => kind switch
    {
        CourierKind.Aramex or CourierKind.Bosta or CourierKind.Own => true,
        CourierKind.Easypost => false,
    };

    /// <summary>Whether it can be asked, by our own reference, what became of a booking whose answer was lost.</summary>
    public static bool HasLookUp(CourierKind kind) => kind switch
    {
        CourierKind.Easypost or CourierKind.Own => true,
        CourierKind.Aramex or CourierKind.Bosta => false,
    };

    /// <summary>Whether there is anybody to call: our own drivers stand at the dock.</summary>
    public static bool IsCalled(CourierKind kind) => kind switch
    {
        CourierKind.Easypost or CourierKind.Aramex or CourierKind.Bosta => true,
        CourierKind.Own => false,
    };

    /// <summary>ISO 3166 of the one country that it delivers in; null: many.</summary>
    public static string? OnlyCountry(CourierKind kind) => kind switch
    {
        CourierKind.Bosta => "EG",
        CourierKind.Easypost or CourierKind.Aramex or CourierKind.Own => null,
    };
}
