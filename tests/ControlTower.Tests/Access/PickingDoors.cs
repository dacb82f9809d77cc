using ControlTower.Tests.Ground;
using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>The doors of picking, help calls and shifts, in the table of doors.</summary>
internal static class PickingDoors
{
    public static Dictionary<string, DoorWish> Of(DoorThing thing) => new()
    {
        ["POST /picking/claim"] = new(Pick, Refuses, new { warehouse = "cairo", list = thing.List }),
        ["GET /picking/{list:guid}"] = new(Pick, Refuses),
        ["POST /picking/{list:guid}/scan"] = new(Pick, Refuses, new { scan = "LOC-A", scanId = Guid.NewGuid() }),
        ["POST /picking/{list:guid}/undo"] = new(Pick, Refuses),
        ["POST /picking/{list:guid}/skip"] = new(Pick, Refuses),
        ["POST /picking/{list:guid}/full"] = new(Pick, Refuses),
        ["POST /picking/{list:guid}/short"] = new(Pick, Refuses, new { reason = "notFound" }),
        ["POST /picking/{list:guid}/put-back"] = new(Pick, Refuses, new { scan = "LOC-A" }),
        ["POST /picking/{list:guid}/unclaim"] = new(Pick, Refuses),
        ["GET /help-calls"] = new(RaiseHelpCalls, Lets),
        ["POST /help-calls"] = new(RaiseHelpCalls, Refuses, new { warehouse = "cairo", zone = "Zone C", kind = "scanner", text = "Scanner down" }),
        ["POST /help-calls/{id:guid}/answer"] = new(AnswerHelpCalls, Lets),
        ["POST /help-calls/{id:guid}/close"] = new(RaiseHelpCalls, Lets),
        ["GET /shifts"] = new(ViewOrders, Lets),
        ["POST /shifts"] = new(AnswerHelpCalls, Refuses, new
        {
            warehouse = "cairo", from = "2026-11-24T08:00:00Z", to = "2026-11-24T16:00:00Z", people = new[] { new { station = "pick", count = 4 } },
        }),
    };

    /// <returns>The id of an empty list of cairo.</returns>
    public static async Task<string> ListAsync(TowerHost host)
    {
        var list = Guid.CreateVersion7();
        await host.Database.AdminAsync($$"""
            with w as (insert into wave (id, number, warehouse, state, plan, created_at, created_by, created_name)
                       values (gen_random_uuid(), nextval('wave_number'), 'cairo', 'released', '{}', now(), gen_random_uuid(), 'manager 1') returning id, number)
            insert into pick_list (id, number, wave, warehouse, kind, state, created_at) select '{{list}}', 'W-' || number || '-1', id, 'cairo', 'single', 'open', now() from w
            """);
        return list.ToString();
    }
}
