using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Returns;

/// <summary>Why something cannot be done with a return or its money.</summary>
public static class ReturnRefusals
{
    public static Refusal Unknown(string id) => new("returns.unknown", $"There is no return {id} here.");

    public static Refusal State(string name, ReturnState state) =>
        new("returns.state", $"The return {name} is {Word(state)}; this does not follow. Read it again to see what may be done.");

    public static Refusal NotShipped(string number, int line, int asked, int left) =>
        new("returns.not-shipped", $"Of line {line} of {number}, {left} units can come back, not {asked}: what was not shipped, or is on another return, cannot.", "lines");

    public static Refusal LinesMissing() => new("returns.lines-missing", "Name at least one line with units and a reason.", "lines");

    public static Refusal LineUnknown(int line) => new("returns.line-unknown", $"The return has no line {line}.", "lines");

    public static Refusal ReasonMissing() => new("returns.reason-missing", "Every line of a return names its reason.", "lines");

    public static Refusal NotReceived(int line, int asked, int left) =>
        new("returns.not-received", $"Of line {line}, {left} units wait to be graded, not {asked}. Receive them first.", "lines");

    public static Refusal WrongDisposition(Grade grade, Disposition disposition) =>
        new("returns.disposition", $"What is {Word(grade)} cannot go to {Word(disposition)}. As new: restock or quarantine; used: quarantine or scrap; damaged: quarantine or scrap.", "lines");

    public static Refusal OverCap(Money asked, Money left, bool isUnpaid) =>
        new("returns.over-cap", isUnpaid
            ? $"Nothing was paid for this order yet, so {asked} cannot go back."
            : $"{asked} is more than may go back: {left} of what was paid is left.", "amount");

    public static Refusal AmountInvalid() => new("returns.amount", "An amount is above zero and in the order's currency, such as 120.00.", "amount");

    public static Refusal NothingToApprove(string name) => new("returns.nothing-asked", $"No refund waits for a decision at the return {name}.");

    public static Refusal SelfApproval() => new("returns.self-approval", "Whoever asked for a refund cannot decide about it. Ask another ops manager.");

    public static Refusal RefundState(RefundState state) => new("returns.refund-state", $"The refund is {Word(state)}; this does not follow.");

    public static Refusal TooLate(int days, bool isUndelivered) => new("returns.too-late", isUndelivered
        ? "The order was not delivered yet. A return can be asked for once it has arrived."
        : $"A return can be asked for within {days} days of the delivery. Ask customer service.");

    public static Refusal ByHandOnly() => new("returns.by-hand", "There is no shop that could pay it back. Pay it by hand and write down the reference.");

    public static Refusal ScanUnknown(string scan) =>
        new("returns.scan-unknown", $"{scan} belongs to no order that was shipped. Scan the label of the parcel, the packing slip or the return's paper; else put it aside and ask.", "scan");

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
