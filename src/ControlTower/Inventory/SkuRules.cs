using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Inventory;

/// <summary>What a SKU may look like, before anything is looked up.</summary>
internal static class SkuRules
{
    private const int SkuCharsMax = 64;
    private const int NameCharsMax = 200;
    private const int CategoryCharsMax = 80;
    private const int BarcodesMax = 20;
    private const int ComponentsMax = 50;
    private const int GramsMax = 10_000_000;
    private const int MillimetresMax = 100_000;

    public static bool IsSku(string sku) => sku.Length is > 0 and <= SkuCharsMax && !sku.Any(char.IsControl) && sku.Trim().Length == sku.Length;

    public static Refusal? Refuse(SaveSku asked) =>
        !IsSku(asked.Sku) ? InventoryRefusals.Invalid("sku", $"A SKU has 1 to {SkuCharsMax} characters.")
        : asked.Name.Trim().Length is 0 or > NameCharsMax || asked.Name.Any(char.IsControl) ? InventoryRefusals.Invalid("name", $"A name has 1 to {NameCharsMax} characters.")
        : asked.Category.Length > CategoryCharsMax || asked.Category.Any(char.IsControl) ? InventoryRefusals.Invalid("category", $"A category has {CategoryCharsMax} characters at most.")
        : asked.WeightGrams is < 0 or > GramsMax ? InventoryRefusals.Invalid("weightGrams", $"A weight is 0 to {GramsMax} grams.")
        : asked.DimensionsMm is { } size && (size.Count != 3 || size.Any(side => side is < 0 or > MillimetresMax))
            ? InventoryRefusals.Invalid("dimensionsMm", "Length, width and height in millimetres, in this order.")
        : asked.Price is { Minor: < 0 } ? InventoryRefusals.Invalid("price", "A price is not below zero.")
        : RefuseBarcodes(asked) ?? RefuseKit(asked);

    private static Refusal? RefuseBarcodes(SaveSku asked)
    {
        if (asked.Barcodes.Count > BarcodesMax)
        {
            return InventoryRefusals.Invalid("barcodes", $"A SKU has {BarcodesMax} barcodes at most.");
        }

        var seen = new HashSet<string>();
        for (var at = 0; at < asked.Barcodes.Count; at++)
        {
            var barcode = asked.Barcodes[at];
            if (Gtin.Find(barcode.Gtin) is not { } gtin)
            {
                return InventoryRefusals.BarcodeInvalid(barcode.Gtin, at);
            }

            if (!seen.Add(gtin))
            {
                return InventoryRefusals.Invalid($"barcodes[{at}].gtin", "This barcode stands here twice.");
            }

            if (ShelfDesk.RefuseUnits(barcode.Units, $"barcodes[{at}].units") is { } units)
            {
                return units;
            }
        }

        return null;
    }

    private static Refusal? RefuseKit(SaveSku asked) =>
        asked.Kit.Count > ComponentsMax ? InventoryRefusals.Invalid("kit", $"A kit has {ComponentsMax} components at most.")
        : asked.Kit.Any(part => part.Sku == asked.Sku) ? InventoryRefusals.KitOfKits(asked.Sku)
        : asked.Kit.DistinctBy(part => part.Sku).Count() != asked.Kit.Count ? InventoryRefusals.Invalid("kit", "A component stands here twice.")
        : asked.Kit.Select((part, at) => ShelfDesk.RefuseUnits(part.Units, $"kit[{at}].units")).FirstOrDefault(refused => refused is not null);
}
