using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>Doors of the bench.</summary>
internal static partial class DoorTable
{
    private static Dictionary<string, DoorWish> OfBench(DoorThing thing) => new()
    {
        ["POST /packing/open"] = new(Pack, Refuses, new { scan = thing.Parcel }),
        ["POST /packing/{parcel}/scan"] = new(Pack, Refuses, new { scan = thing.Sku }),
        ["POST /packing/{parcel}/undo"] = new(Pack, Refuses, new { }),
        ["POST /packing/{parcel}/carton"] = new(Pack, Refuses, new { carton = "S" }),
        ["POST /packing/{parcel}/weigh"] = new(Pack, Refuses, new { grams = 500 }),
        ["POST /packing/{parcel}/photo"] = new(Pack, Lets, new { }), // what is no photo is refused before anybody asks whose parcel it is for
        ["POST /packing/{parcel}/tick"] = new(Pack, Refuses, new { step = "papers" }),
        ["POST /packing/{parcel}/seal"] = new(Pack, Refuses, new { }),
        ["POST /packing/{parcel}/next"] = new(Pack, Refuses, new { }),
        ["POST /packing/{parcel}/reopen"] = new(Pack, Refuses, new { }),
        ["GET /packing/{parcel}"] = new(ViewOrders, Refuses),
    };
}
