using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Data;

public static class CommandRefusals
{
    public static Refusal OtherBody(Guid commandId) => new(
        "command.other-body", $"The key {commandId} was used before with another body. Send a new Idempotency-Key for a new wish.");

    public static Refusal KeyMissing() => new("command.key-missing", "Send an Idempotency-Key, a UUID made once for this wish.");

    public static Refusal KeyMalformed() => new("command.key-malformed", "The Idempotency-Key is no UUID.");
}
