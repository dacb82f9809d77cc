using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Intake;

/// <summary>Why an order that is told by our own door is not taken in.</summary>
public static class IntakeRefusals
{
    public static Refusal StoreUnknown(string store) => new("intake.store-unknown", $"There is no store {store} here. An administrator opens it in the settings.", "store");

    /// <param name="differs">Names of the parts that differ.</param>
    public static Refusal ExistsDiffers(string externalId, string number, IReadOnlyCollection<string> differs) => new(
        "intake.exists-differs",
        $"{externalId} is here already as {number} and differs in {string.Join(", ", differs)}. Send a newer sourceVersion to change it, or another externalId for another order.",
        "externalId");
}
