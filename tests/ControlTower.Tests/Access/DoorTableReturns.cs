using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>The doors of what comes back. The return that is asked for is none, so that whoever may come in hears that there is no such thing.</summary>
internal static class DoorTableReturns
{
    public static Dictionary<string, DoorWish> Of(DoorThing thing)
    {
        const string why = "for the test";
        return new()
        {
            ["GET /returns/{id:guid}"] = new(ViewOrders, KnowsNothing),
            ["POST /returns"] = new(OpenReturns, Refuses, new { number = thing.Number, lines = new[] { new { line = 1, units = 1, reason = "size" } } }),
            ["POST /returns/blind"] = new(ReceiveReturns, Refuses, new { warehouse = "cairo", scan = thing.Number }),
            ["POST /returns/{id:guid}/authorise"] = new(OpenReturns, KnowsNothing),
            ["POST /returns/{id:guid}/receive"] = new(ReceiveReturns, KnowsNothing, new { lines = new[] { new { line = 1, units = 1 } } }),
            ["POST /returns/{id:guid}/grade"] = new(ReceiveReturns, KnowsNothing, new { lines = new[] { new { line = 1, units = 1, grade = "new" } } }),
            ["POST /returns/{id:guid}/photo"] = new(ReceiveReturns, KnowsNothing, new { }),
            ["POST /returns/{id:guid}/refund"] = new(RequestRefunds, KnowsNothing, new { amount = "1.00", why }),
            ["POST /returns/{id:guid}/approve"] = new(ApproveRefunds, KnowsNothing),
            ["POST /returns/{id:guid}/reject"] = new(ApproveRefunds, KnowsNothing, new { why }),
        };
    }
}
