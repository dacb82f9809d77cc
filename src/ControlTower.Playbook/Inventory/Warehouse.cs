using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>A site that ships.</summary>
public sealed class Warehouse
{
    public required string Key { get; init; }
    public required string Name { get; set; }

    /// <summary>IANA, for example <c>Africa/Cairo</c>.</summary>
    public required string TimeZone { get; set; }

    public required string Country { get; set; }
    public required string City { get; set; }

    /// <summary>Regions and cities that it is near to, for choosing where an order ships from.</summary>
    public string[] Regions { get; set; } = [];

    /// <summary>Switched off, nothing new is promised from it.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>Units of each SKU that are kept back where the shelf says nothing else.</summary>
    public int Safety { get; set; }

    /// <summary>Version of its calendar that is in force.</summary>
    public int Calendar { get; set; } = 1;
}

/// <summary>A version of a site's calendar as it is stored; never changed, so that a replay gives the same due times.</summary>
/// <param name="Days">Working days: <c>sun</c>, <c>mon</c> …</param>
/// <param name="Cutoffs">JSON: courier, local time, minutes of work before the truck.</param>
public sealed record SiteCalendarRow(string Warehouse, int Version, string[] Days, TimeOnly Opens, TimeOnly Closes, DateOnly[] Holidays, string Cutoffs);

/// <summary>A place on a shelf, with its coordinates in metres.</summary>
public sealed class Bin
{
    public required string Warehouse { get; init; }
    public required string Name { get; init; }
    public string Zone { get; set; } = "";
    public string Aisle { get; set; } = "";
    public string Bay { get; set; } = "";
    public string Level { get; set; } = "";
    public decimal X { get; set; }
    public decimal Y { get; set; }
}

/// <summary>Units of one SKU that lie in one bin.</summary>
public sealed class BinStock
{
    public required string Warehouse { get; init; }
    public required string Bin { get; init; }
    public required string Sku { get; init; }
    public int Units { get; set; }
}

/// <summary>One line of the ledger: it is only added to, and always sums to the stock.</summary>
/// <param name="Units">Change of what is there.</param>
/// <param name="Unsellable">Change of the part that may not be sold.</param>
public sealed record StockMovement(
    Guid Id, DateTimeOffset At, string Sku, string Warehouse, string? Bin, MovementKind Kind, int Units, int Unsellable, string? Reason, Guid? OrderId, Guid Actor);
