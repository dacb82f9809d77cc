using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>A stock keeping unit: what can be ordered, put on a shelf and scanned.</summary>
public sealed class SkuItem
{
    public required string Sku { get; init; }
    public required string Name { get; set; }
    public string Category { get; set; } = "";
    public int? WeightGrams { get; set; }
    public int? LengthMm { get; set; }
    public int? WidthMm { get; set; }
    public int? HeightMm { get; set; }
    public long? PriceMinor { get; set; }
    public string? Currency { get; set; }

    /// <summary>Where the shop shows it.</summary>
    public string? ImageUrl { get; set; }

    /// <summary>The name of our own copy of the picture.</summary>
    public string? Image { get; set; }

    /// <summary>Has no stock of its own: it is put together from its components.</summary>
    public bool IsKit { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>One of a SKU's barcodes and how many units one scan of it means (each, inner, case).</summary>
/// <param name="Gtin">Padded to 14 digits.</param>
public sealed record SkuBarcode(string Gtin, string Sku, int Units);

/// <summary>How many units of a component make one kit.</summary>
public sealed record SkuComponent(string Kit, string Component, int Units);

/// <summary>What a store calls one of our SKUs.</summary>
public sealed record SkuAlias(string Store, string AskedSku, string Sku);

/// <summary>What a store calls one of our ways of shipping.</summary>
public sealed record ServiceAlias(string Store, string Asked, ShippingMethod Method);
