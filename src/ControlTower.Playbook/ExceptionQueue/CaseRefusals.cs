using System.Text.Json;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.ExceptionQueue;

public static class CaseRefusals
{
    public static Refusal Unknown(Guid id) => new("exceptions.unknown", $"There is no case {id}.");

    public static Refusal Resolved() => new("exceptions.resolved", "The case is solved already. Look at the order's timeline to see by whom.");

    public static Refusal Claimed(string owner) => new("exceptions.claimed", $"{owner} has it. Ask them, or have a manager assign it.");

    public static Refusal AssigneeUnknown(string to) => new("exceptions.assignee-unknown", $"There is nobody called {to} on staff.", "to");

    public static Refusal SnoozeTime() => new("exceptions.snooze-time", "Say until when (within 14 days), or which event wakes it.", "until");

    public static Refusal EventUnknown(string wakesOn) => new("exceptions.event-unknown", $"A case cannot wait for \"{wakesOn}\".", "event");

    public static Refusal NotOwner(string role) => new("access.duty", $"This case belongs to {role}. Ask them, or an ops manager.");

    public static Refusal ActionUnfit(CaseAction action, ExceptionCode code) =>
        new("exceptions.action-unfit", $"{Spell(action)} does not solve {code.Text()}. Choose one of the actions that the case offers.", "action");

    /// <summary>The step of the playbook that the action belongs to is not part of this tower.</summary>
    public static Refusal ActionLater(CaseAction action) =>
        new("exceptions.action-later", $"{Spell(action)} cannot be performed here yet. Do it outside, then say so with a note.", "action");

    public static Refusal ValueMissing(string name, string ask) => new("exceptions.value-missing", ask, $"values.{name}");

    public static Refusal ValueUnknown(string name, CaseAction action) => new("exceptions.value-unknown", $"{Spell(action)} takes no value {name}.", $"values.{name}");

    public static Refusal PhoneStillInvalid(string fault) => new("exceptions.phone-invalid", $"This phone is not valid either: {fault}.", "values.phone");

    public static Refusal ServiceUnknown(string service) =>
        new("exceptions.service-unknown", $"There is no service {service}. Choose standard, express or pickup.", "values.service");

    public static Refusal LineUnknown(int line) => new("exceptions.line-unknown", $"The order has no line {line}.", "values.line");

    public static Refusal OnTheFloor() => new("exceptions.on-the-floor", "It is on the floor already. Have it taken back first.");

    public static Refusal OrderOver() => new("exceptions.order-over", "The order is over: it was cancelled, or it left the house. Open a return for what comes back.");

    public static Refusal NotAskedFor() => new("exceptions.cod-settled", "Cash on delivery is not waiting for an answer on this order any more.");

    public static Refusal MergeSelf() => new("exceptions.merge-self", "Name the other order, the one to keep.", "values.into");

    public static Refusal MergeOther(string number) =>
        new("exceptions.merge-other", $"{number} is not an open order of the same customer.", "values.into");

    public static Refusal NothingMissing(int line) =>
        new("exceptions.nothing-missing", $"Nothing of line {line} is missing any more: it was found, is being picked from another bin, or was decided about. Close the case as done.");

    public static Refusal NothingThere(string warehouse) =>
        new("exceptions.nothing-there", $"{warehouse} has none of what this order waits for. Choose another warehouse, or wait for stock.", "values.warehouse");

    public static Refusal NoShopToAsk(string store) =>
        new("exceptions.no-shop-to-ask", $"The store {store} has no shop that can be asked. Check its address and keys in the settings.");

    private static string Spell(CaseAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());
}
