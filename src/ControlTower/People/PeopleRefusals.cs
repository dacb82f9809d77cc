using ControlTower.Playbook.Vocabulary;

namespace ControlTower.People;

public static class PeopleRefusals
{
    public static Refusal PersonUnknown() => new("people.unknown", "There is no such person.");

    public static Refusal NameTaken(string userName) => new("people.name-taken", $"Somebody signs in as {userName} already. Choose another name.", "userName");

    public static Refusal LinkDead() => new("people.link-dead", "The link was used, is too old, or was replaced by a newer one. Start the tower again: it prints a new one.");

    public static Refusal OneselfLast() => new("people.oneself", "You cannot take the administrator's role from yourself. Ask another administrator.");

    public static Refusal KeyUnknown() => new("keys.unknown", "There is no such key.");

    public static Refusal KeyRevoked() => new("keys.revoked", "The key was revoked before.");

    public static Refusal NameInvalid() => new("keys.name-invalid", "Give the key a name of 1 to 80 characters, so that the audit says who it was.", "name");

    public static Refusal WarehouseInvalid() => new("keys.warehouse-invalid", "Name warehouses by their keys, 50 at most, or leave them out for all.", "warehouses");
}
