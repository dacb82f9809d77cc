using System.Globalization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>Why something cannot be done with a pick list. A wrong scan is none of these: it is answered by <see cref="ScanVerdict"/>.</summary>
public static class PickingRefusals
{
    /// <summary>Of a scan: the order was held after its release.</summary>
    public const string Held = "picking.held";

    public static Refusal Unknown(string list) => new("picking.unknown", $"There is no pick list {list}.");

    public static Refusal NothingToPick(string warehouse) => new("picking.nothing-to-pick", $"No list waits in {warehouse}. The next wave brings new ones.");

    public static Refusal WarehouseUnknown(string warehouse) => new("picking.warehouse-unknown", $"There is no warehouse {warehouse}.", "warehouse");

    public static Refusal ListElsewhere(string number, string warehouse) => new("picking.list-elsewhere", $"The list {number} is walked in {warehouse}.", "warehouse");

    public static Refusal Claimed(string number, string by, DateTimeOffset until) =>
        new("picking.claimed", $"{by} walks with {number} until {until.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC. Take another one.");

    public static Refusal OneListEach(string number) => new("picking.one-list-each", $"You walk with {number} already. Finish it or give it back first.");

    public static Refusal NotYours(string number) => new("picking.not-claimed", $"You do not hold the list {number}. Claim it first; what lies in totes is known.");

    public static Refusal Over(string number, PickListState state) => new("picking.over", $"The list {number} is {state.ToString().ToLowerInvariant()}. Claim another one.");

    public static Refusal NothingToUndo() => new("picking.nothing-to-undo", "No scan of yours on this list can be taken back.");

    public static Refusal AtTheBench(string number) => new("picking.at-the-bench", $"The bench has order {number} already. Tell the packer.");

    public static Refusal NoLine() => new("picking.no-line", "No line of this list waits for you.");

    public static Refusal UnitsInvalid(int left) => new("picking.units-invalid", $"Units are a whole number from 1 to {left}: what is still missing on the line.", "units");

    public static Refusal ScanIdMissing() => new("picking.scan-id-missing", "A scan carries a scanId, a UUID made once for each time that the trigger was pulled.", "scanId");

    public static Refusal NothingInBin(string sku) => new("picking.no-other-bin", $"No other bin of the warehouse has {sku}. Choose otherSite, backorder or cancel.", "decision");

    public static Refusal ToteNone() => new("picking.no-tote", "No tote of this order is in use yet.");

    public static Refusal NothingToPutBack(string number) => new("picking.nothing-to-put-back", $"Nothing of {number} waits to be put back.");
}
