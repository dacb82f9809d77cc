using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>Why a truck cannot be moved.</summary>
public static class TruckRefusals
{
    public static Refusal Gone() => new("cutoffs.gone", "This truck has left.");

    public static Refusal TimeInvalid() => new("cutoffs.at-invalid", "Say when the truck leaves now: a time of day such as 15:45, or an instant, after now and within four hours of its own time.", "at");
}
