using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

public static class InventoryRefusals
{
    public static Refusal NotEnough(string sku, string warehouse, int wanted, int available) => new(
        "inventory.not-enough", $"{warehouse} has {Math.Max(0, available)} of {sku} to promise, {wanted} wanted. Choose another warehouse or receive stock.");

    public static Refusal BelowPromised(string sku, string warehouse, int onHand, int unsellable, int reserved, int units) => new(
        "inventory.below-promised",
        $"{warehouse} has {onHand} of {sku}, {unsellable} unsellable and {reserved} promised: {units} cannot go. Give promises back first.");

    public static Refusal SkuUnknown(string sku) => new("inventory.sku-unknown", $"There is no SKU {sku}. Add it to the catalogue first.", "sku");

    public static Refusal WarehouseUnknown(string warehouse) =>
        new("inventory.warehouse-unknown", $"There is no warehouse {warehouse}. Add it in the settings first.", "warehouse");

    public static Refusal BinUnknown(string warehouse, string bin) => new("inventory.bin-unknown", $"{warehouse} has no bin {bin}. Scan the shelf label.", "bin");

    public static Refusal BinShort(string bin, string sku, int units, int wanted) =>
        new("inventory.bin-short", $"Bin {bin} has {units} of {sku}, {wanted} wanted. Count the bin.", "bin");

    public static Refusal NotSetAside(string sku, string warehouse, int unsellable, int units) =>
        new("inventory.not-set-aside", $"{warehouse} has {unsellable} unsellable of {sku}, {units} wanted.", "by");

    public static Refusal OnTheFloor(string sku, string warehouse, int units) => new(
        "inventory.below-promised", $"{units} of {sku} in {warehouse} are promised to orders on the floor: report them short there first.");

    public static Refusal IsKit(string sku) => new("inventory.is-kit", $"{sku} is a kit and has no stock of its own. Name its components.", "sku");

    public static Refusal HasStock(string sku) => new("inventory.has-stock", $"{sku} has stock of its own and cannot become a kit. Give the kit another SKU.", "kit");

    public static Refusal KitOfKits(string sku) => new("inventory.kit-of-kits", $"{sku} is part of a kit, or a kit itself: kits are made of plain SKUs.", "kit");

    public static Refusal BarcodeInvalid(string gtin, int at) =>
        new("inventory.barcode-invalid", $"{gtin} is no GTIN: 8, 12, 13 or 14 digits with the right check digit.", $"barcodes[{at}].gtin");

    public static Refusal BarcodeTaken(string gtin, string sku, int at) => new("inventory.barcode-taken", $"{gtin} belongs to {sku}.", $"barcodes[{at}].gtin");

    public static Refusal Invalid(string field, string rule) => new("inventory.value-invalid", rule, field);

    public static Refusal Unknown(string sku) => new("inventory.unknown", $"There is no SKU {sku}.");

    public static Refusal WarehouseGone(string warehouse) => new("warehouses.unknown", $"There is no warehouse {warehouse}.");
}
