using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>The doors of waves, asked for a wave of cairo. The draft is none: whoever may come in hears that there is no such thing.</summary>
internal static class DoorTableWaves
{
    public static Dictionary<string, DoorWish> Of() => new()
    {
        ["POST /waves/propose"] = new(ProposeWaves, Refuses, new { warehouse = "cairo" }),
        ["POST /waves"] = new(ProposeWaves, Lets, new { draft = Guid.NewGuid() }),
        ["GET /waves/{id:guid}"] = new(ViewOrders, Refuses),
        ["POST /waves/{id:guid}/release"] = new(ReleaseWaves, Refuses, new { }),
        ["POST /waves/{id:guid}/cancel"] = new(ReleaseWaves, Refuses, new { why = "for the test" }),
    };
}
