using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Access;

public static class AccessRefusals
{
    public static Refusal Unauthenticated() => new("access.unauthenticated", "Send a key that is in force: Authorization: Bearer <key>.");

    public static Refusal NotYours() => new("access.duty", "Your role does not have this. Ask somebody whose role has it.");

    public static Refusal NoDuty(Actor actor, Duty duty) => new("access.duty", $"{actor.Name} may not do this ({duty}). Ask somebody whose role has it.");

    public static Refusal OutOfScope(string warehouse) => new("access.scope", $"The warehouse {warehouse} is not in your scope.");

    public static Refusal WhyMissing() => new("access.why-missing", "Say why: it is kept in the audit.", "why");
}
