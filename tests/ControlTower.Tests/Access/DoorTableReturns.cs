using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>The doors of what comes back. The return that is asked for is none: whoever has the duty hears that there is no such thing, wherever they work.</summary>
internal static class DoorTableReturns
{
    public static Dictionary<string, DoorWish> Of(DoorThing thing)
    {
        const string why = "for the test";
        return new()
        {
            ["GET /returns/{id:guid}"] = new(ViewOrders, Lets),
            ["POST /returns"] = new(OpenReturns, Refuses, new { number = thing.Number, lines = new[] { new { line = 1, units = 1, reason = "size" } } }),
            ["POST /returns/blind"] = new(ReceiveReturns, Refuses, new { warehouse = "cairo", scan = thing.Number }),
            ["POST /returns/{id:guid}/authorise"] = new(OpenReturns, Lets),
            ["POST /returns/{id:guid}/receive"] = new(ReceiveReturns, Lets, new { lines = new[] { new { line = 1, units = 1 } } }),
            ["POST /returns/{id:guid}/grade"] = new(ReceiveReturns, Lets, new { lines = new[] { new { line = 1, units = 1, grade = "new" } } }),
            ["POST /returns/{id:guid}/photo"] = new(ReceiveReturns, Lets, new { }),
            ["POST /returns/{id:guid}/refund"] = new(RequestRefunds, Lets, new { amount = "1.00", why }),
            ["POST /returns/{id:guid}/approve"] = new(ApproveRefunds, Lets),
            ["POST /returns/{id:guid}/reject"] = new(ReceiveReturns, Lets, new { why }),
        };
    }
}
