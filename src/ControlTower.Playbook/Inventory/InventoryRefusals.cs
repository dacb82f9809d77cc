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
}
