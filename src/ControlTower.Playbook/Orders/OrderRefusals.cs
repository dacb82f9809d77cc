using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>Why something cannot be done with an order.</summary>
public static class OrderRefusals
{
    public static Refusal Unknown(string number) => new("orders.unknown", $"There is no order {number} here.");

    /// <summary>All of its groups are in warehouses that are not the asker's business.</summary>
    public static Refusal OutOfScope(string number) => new("access.scope", $"The order {number} is shipped by warehouses that are not in your scope.");

    public static Refusal Over(string number, Headline headline) =>
        new("orders.over", $"The order {number} is {Word(headline)}; nothing can be changed any more.");

    public static Refusal Released(string number) =>
        new("orders.released", $"The order {number} is on the floor. Take it back from its wave first, or ask an ops manager.");

    /// <param name="since">What happened to it meanwhile, in words.</param>
    public static Refusal Version(string number, long read, long now, string since) =>
        new("orders.version", $"The order {number} changed since you read it (version {read}, now {now}): {since}. Read it again and decide anew.", "version");

    /// <summary>The playbook's table has no such step.</summary>
    public static Refusal GroupState(GroupMove by, GroupState state) =>
        new("orders.group-state", $"This cannot be done now: the goods of the order are {Word(state)}, and {Word(by)} does not follow.");

    public static Refusal HeldOnFloor(HoldType hold) =>
        new("orders.held", $"The order is held ({Word(hold)}). Whoever owns the hold must release it first.");

    public static Refusal LineUnknown(int line, string field) => new("orders.line-unknown", $"The order has no line {line}.", field);

    public static Refusal ChangeMissing() => new("orders.change-missing", "Name what is to be changed: shipTo, customer, lines or shippingMethod.");

    public static Refusal NothingLeft() => new("orders.nothing-left", "No line would be left. Cancel the order instead.", "lines");

    public static Refusal UnitsInvalid(string field) => new("orders.units-invalid", $"Units are a whole number, 1 to {OrderLine.UnitsMax}; 0 takes the line off.", field);

    public static Refusal CountryInvalid(string field) => new("orders.country-invalid", "A country is two letters, for example EG.", field);

    public static Refusal PriceMissing(string sku, string field) => new("orders.price-missing", $"The catalogue has no price for {sku} in the order's currency. Name one.", field);

    public static Refusal SkuMissing(string field) => new("orders.sku-missing", "A new line names its SKU.", field);

    public static Refusal SkuUnknown(string sku, string field) => new("orders.sku-unknown", $"The SKU {sku} is not in the catalogue.", field);

    public static Refusal CodNotWaiting(string number, PaymentState payment) =>
        new("orders.cod-not-waiting", $"No cash on delivery waits for its confirmation at {number}: its payment is {Word(payment)}.");

    public static Refusal NoteMissing() => new("orders.note-missing", "Write something.", "text");

    public static Refusal MergeSelf() => new("orders.merge-self", "An order cannot be merged into itself.", "into");

    public static Refusal MergeOther(string into) =>
        new("orders.merge-other", $"{into} is not of the same phone, or it is over: only two orders of one customer can become one.", "into");

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}

/// <summary>Why something cannot be done with a hold.</summary>
public static class HoldRefusals
{
    public static Refusal Unknown(string hold) => new("holds.unknown", $"The order has no hold {hold}.");

    public static Refusal AlreadyReleased() => new("holds.already-released", "The hold was released before; the order shows what still holds it.");

    public static Refusal AlreadyOpen(HoldType type) => new("holds.already-open", $"The order is held already ({Spell(type)}).");

    public static Refusal NotYours(HoldType type) =>
        new("access.duty", $"A hold of type {Spell(type)} is released by {string.Join(" or ", HoldRules.Of(type).Owners.Order())} or an ops manager.");

    /// <summary>Releasing it would change nothing: its rule would place it again at once.</summary>
    public static Refusal NeedsFix(HoldType type, string fix) => new("holds.needs-fix", $"This hold ({Spell(type)}) goes by itself: {fix}");

    private static string Spell(HoldType type) => type.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
