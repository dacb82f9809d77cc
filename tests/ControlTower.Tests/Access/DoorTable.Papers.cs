using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>Doors of labels and papers.</summary>
internal static partial class DoorTable
{
    private static Dictionary<string, DoorWish> OfPapers() => new()
    {
        ["GET /packing/{parcel}/slip.pdf"] = new(ViewOrders, Refuses),
        ["GET /packing/{parcel}/invoice.pdf"] = new(ViewOrders, Refuses),
        ["GET /shipping/{parcel}/label.pdf"] = new(PrintLabels, Refuses),
        ["GET /shipping/{parcel}/label.zpl"] = new(PrintLabels, Refuses),
        ["POST /shipping/{parcel}/print"] = new(PrintLabels, Refuses, new { }),
    };
}
