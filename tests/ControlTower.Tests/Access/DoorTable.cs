using ControlTower.Playbook.Access;
using static ControlTower.Playbook.Access.Duty;
using static ControlTower.Tests.Access.Elsewhere;

namespace ControlTower.Tests.Access;

/// <summary>What a door says to somebody who has its duty, and works for another warehouse than the thing's.</summary>
internal enum Elsewhere
{
    /// <summary>It is about no warehouse.</summary>
    Lets,

    /// <summary>403 <c>access.scope</c>.</summary>
    Refuses,

    /// <summary>404: for them there is no such thing.</summary>
    KnowsNothing,

    /// <summary>It answers, without the thing.</summary>
    LeavesOut,
}

/// <param name="Needs">The duty by the table of duties.</param>
/// <param name="Body">What is sent; null: nothing.</param>
/// <param name="Query">With its question mark.</param>
/// <param name="Mark">What an answer that holds the thing says.</param>
internal sealed record DoorWish(Duty Needs, Elsewhere Elsewhere, object? Body = null, string Query = "", string Mark = "");

/// <summary>
/// Whom each door of the API is for, and what it says to people of other warehouses. Written by hand beside the product's own table, so that
/// the two must agree; a door that is not here is found by a test.
/// </summary>
internal static partial class DoorTable
{
    /// <param name="thing">An order that <c>cairo</c> ships, and what belongs to it.</param>
    public static Dictionary<string, DoorWish> Of(DoorThing thing) => OfDesk(thing).Concat(OfBench(thing)).Concat(OfTrucks(thing)).Concat(PickingDoors.Of(thing)).Concat(DoorTableReturns.Of(thing)).Concat(OfPapers()).Concat(DoorTableWaves.Of()).ToDictionary();

    private static Dictionary<string, DoorWish> OfDesk(DoorThing thing)
    {
        var (line, why) = (new[] { new { sku = thing.Sku, units = 1 } }, "for the test");
        return new()
        {
            ["GET /access/keys"] = new(Administer, Lets),
            ["POST /access/keys"] = new(Administer, Lets, new { name = "till", role = "picker" }),
            ["POST /access/keys/{id:guid}/revoke"] = new(Administer, Lets, new { why }),
            ["GET /boards"] = new(ViewOrders, Lets),
            ["GET /boards/{board}"] = new(ViewOrders, LeavesOut, Mark: thing.Number),
            ["GET /stock/{sku}"] = new(ViewOrders, LeavesOut, Mark: "\"warehouse\":\"cairo\""),
            ["POST /stock/receive"] = new(MoveStock, Refuses, new { warehouse = "cairo", bin = "A", lines = line }),
            ["POST /stock/adjust"] = new(AdjustStock, Refuses, new { sku = thing.Sku, warehouse = "cairo", by = 1, reason = "found", why }),
            ["POST /stock/transfer"] = new(MoveStock, Refuses, new { sku = thing.Sku, from = "cairo", to = "cairo", units = 1, fromBin = "A", toBin = "B" }),
            ["POST /stock/count"] = new(MoveStock, Refuses, new { sku = thing.Sku, warehouse = "cairo", bin = "B", counted = 1, why }),
            ["POST /stock/safety"] = new(KeepCatalogue, Refuses, new { sku = thing.Sku, warehouse = "cairo", safety = 0 }),
            ["POST /stock/skus"] = new(KeepCatalogue, Lets, new { sku = "NEW-1", name = "New" }),
            ["POST /stock/import"] = new(KeepCatalogue, Lets, new { }),
            ["POST /stock/skus/{sku}/image"] = new(KeepCatalogue, Lets, new { }),
            ["POST /stock/bins"] = new(KeepCatalogue, Refuses, new { warehouse = "cairo", bins = new[] { new { bin = "A" } } }),
            ["GET /warehouses"] = new(ViewOrders, LeavesOut, Mark: "\"key\":\"cairo\""),
            ["POST /warehouses"] = new(Administer, Refuses, new
            {
                key = "cairo", name = "Cairo", timeZone = "Africa/Cairo", country = "EG", city = "Cairo", calendar = new { days = (string[])["sun", "mon"], opens = "00:00", closes = "23:59" },
            }),
            ["POST /warehouses/{warehouse}/switch"] = new(PublishRules, Refuses, new { on = true, why }),
            ["GET /journal"] = new(ReadAudit, LeavesOut, Mark: thing.OrderId),
            ["GET /audit/verify"] = new(ReadAudit, Lets),
            ["GET /orders"] = new(ViewOrders, LeavesOut, Mark: thing.Number),
            ["GET /orders/{number}"] = new(ViewOrders, Refuses),
            ["GET /orders/{number}/timeline"] = new(ViewOrders, Refuses),
            ["GET /search"] = new(ViewOrders, LeavesOut, Query: $"?q={thing.Number}", Mark: thing.Number),
            ["POST /orders"] = new(CreateOrdersInManualStores, Lets, new { }),
            ["POST /orders/import"] = new(CreateOrdersInManualStores, Lets, new { }),
            ["POST /orders/{number}/cancel"] = new(CancelOrders, Refuses, new { why }),
            ["POST /orders/{number}/hold"] = new(PlaceHolds, Refuses, new { type = "operator", why }),
            ["POST /orders/{number}/release"] = new(ReleaseHolds, Refuses, new { hold = Guid.Empty, why }),
            ["POST /orders/{number}/edit"] = new(EditContact, Refuses, new { why, shipTo = new { line2 = "second floor" } }),
            ["POST /orders/{number}/confirm-cod"] = new(ConfirmCod, Refuses, new { by = "phone" }),
            ["POST /orders/{number}/note"] = new(WriteNotes, Refuses, new { text = "rang twice" }),
            ["POST /orders/{number}/message"] = new(WriteToCustomers, Refuses, new { channel = "sms", text = "We are on our way." }),
            ["POST /orders/{number}/merge"] = new(MergeOrders, Refuses, new { into = thing.Other, why }),
            ["GET /exceptions"] = new(WorkCases, LeavesOut, Mark: thing.Case),
            ["GET /exceptions/{id:guid}"] = new(ViewOrders, KnowsNothing),
            ["POST /exceptions/{id:guid}/claim"] = new(WorkCases, Refuses),
            ["POST /exceptions/{id:guid}/assign"] = new(WorkCases, Refuses, new { }),
            ["POST /exceptions/{id:guid}/snooze"] = new(WorkCases, Refuses, new { until = TimeProvider.System.GetUtcNow().AddHours(2), why }),
            ["POST /exceptions/{id:guid}/escalate"] = new(WorkCases, Refuses, new { why }),
            ["POST /exceptions/{id:guid}/resolve"] = new(WorkCases, Refuses, new { action = "note", values = new { text = "rang twice" } }),
            ["GET /intake/messages"] = new(ReadRawMessages, Lets),
            ["GET /intake/messages/{id:guid}"] = new(ReadRawMessages, Lets),
            ["POST /intake/messages/{id:guid}/replay"] = new(ReplayMessages, Lets),
            ["POST /intake/messages/{id:guid}/discard"] = new(ReplayMessages, Lets, new { why }),
            ["POST /couriers/own/{parcel}/event"] = new(Ship, Refuses, new { state = "delivered" }), // of the parcel's own warehouse
            ["POST /cod/remittances"] = new(ApproveRefunds, Lets, new { }),
            ["GET /journal/{entry:guid}"] = new(ViewOrders, Lets), // where it stands; what it says, another test asks
        };
    }
}

/// <summary>An order with an open case, shipped by <c>cairo</c>.</summary>
/// <param name="Other">Number of another order.</param>
/// <param name="Parcel">SSCC of an open parcel of it.</param>
/// <param name="List">A pick list.</param>
internal sealed record DoorThing(string Number, string OrderId, string Case, string Sku, string Other, string Parcel, string List, string Wave);
