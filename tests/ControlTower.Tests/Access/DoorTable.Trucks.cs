using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>The doors of labels, trucks and manifests.</summary>
internal static partial class DoorTable
{
    private static Dictionary<string, DoorWish> OfTrucks(DoorThing thing)
    {
        var why = "for the test";
        return new()
        {
            ["POST /shipping/{parcel}/book"] = new(Ship, Refuses, new { }),
            ["POST /shipping/pickups"] = new(Ship, Refuses, new { courier = "own", warehouse = "cairo", window = new { from = TimeProvider.System.GetUtcNow(), to = TimeProvider.System.GetUtcNow().AddHours(1) } }),
            ["GET /shipping/manifests"] = new(ViewOrders, Lets),
            ["POST /shipping/manifests"] = new(Ship, Refuses, new { courier = "own", warehouse = "cairo" }),
            ["GET /shipping/manifests/{manifest:guid}"] = new(ViewOrders, Refuses),
            ["POST /shipping/manifests/{manifest:guid}/scan"] = new(Ship, Refuses, new { scan = "x" }),
            ["POST /shipping/manifests/{manifest:guid}/close"] = new(Ship, Refuses, new { }),
            ["POST /shipping/collect"] = new(Ship, Lets, new { number = thing.Number, code = "000000" }),
            ["POST /shipping/{parcel}/void"] = new(Ship, Refuses, new { why }),
        };
    }
}
