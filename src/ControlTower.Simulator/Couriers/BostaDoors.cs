using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>Bosta's REST: deliveries with the cash to collect, labels on request, pickups.</summary>
internal static class BostaDoors
{
    public static void Map(RouteGroupBuilder rest, Carrier carrier, int seed, TimeProvider clock)
    {
        rest.MapPost("/deliveries", (JsonElement body, HttpContext call) => DeliverAsync(body, call, carrier, seed, clock));
        rest.MapPost("/deliveries/mass-awb", (JsonElement body) => carrier.Ledger.Find(body.Text("ids") ?? "") is { } parcel
            ? Results.Json(new { success = true, data = Convert.ToBase64String(CarrierDoors.LabelOf(parcel)) })
            : Fault(404, "Delivery not found."));
        rest.MapPut("/deliveries/{id}", (string id, JsonElement body) => Change(id, body, carrier));
        rest.MapDelete("/deliveries/business/{tracking}/terminate", (string tracking) =>
        {
            if (carrier.Ledger.FindTracking(tracking) is not { } parcel)
            {
                return Fault(404, "Delivery not found.");
            }

            carrier.Ledger.Change(parcel.Id, one => one.Step == CarrierStep.Booked ? one with { Step = CarrierStep.Cancelled, NextAt = null } : one);
            return Results.Json(new { success = true, message = "Delivery terminated." });
        });
        rest.MapPost("/pickups", (JsonElement body) => Results.Json(new { success = true, data = new { _id = $"pickup-{body.Text("notes")}" } }));
    }

    private static Task<IResult> DeliverAsync(JsonElement body, HttpContext call, Carrier carrier, int seed, TimeProvider clock)
    {
        var (receiver, drop) = (body.Part("receiver"), body.Part("dropOffAddress"));
        if (receiver.Text("phone") is not { Length: > 5 })
        {
            return Task.FromResult(Fault(400, "Invalid phone number."));
        }

        if (drop.Text("firstLine") is not { Length: >= 5 })
        {
            return Task.FromResult(Fault(400, "firstLine must be at least 5 characters."));
        }

        // Some districts are not on the courier's list: the same address is refused every time.
        var reference = body.Text("businessReference") ?? "";
        if (Dice.Of(seed, "district", drop.Text("firstLine")!).Below(100) < 1)
        {
            return Task.FromResult(Fault(400, "District is not known in this city. Choose one of the list."));
        }

        var parcel = carrier.Ledger.Add(number => new CarrierParcel(
            carrier.Key, number, reference, body.Text("notes") ?? "", number, "10", 0, "EGP", body.Part("cod") is { ValueKind: JsonValueKind.Number } cod ? cod.GetDecimal() : 0,
            drop.Text("city") ?? "", "EG", CarrierStep.Booked, clock.GetUtcNow(), null, CarrierDoors.FateOf(seed, reference), 0));
        return CarrierDoors.AnsweredAsync(carrier, parcel, seed, Results.Json(new { success = true, message = "Delivery created successfully!", data = new { _id = parcel.Id, trackingNumber = parcel.Tracking } }), call, clock);
    }

    /// <summary>Another day, address or number for the next attempt, as long as there can be one.</summary>
    private static IResult Change(string id, JsonElement body, Carrier carrier)
    {
        if ((carrier.Ledger.Find(id) ?? carrier.Ledger.FindTracking(id)) is not { } parcel)
        {
            return Fault(404, "Delivery not found.");
        }

        var wish = body.Text("scheduledAt") ?? body.Part("dropOffAddress").Text("firstLine") ?? body.Part("receiver").Text("phone");
        if (wish is null || parcel.Step is CarrierStep.Cancelled or CarrierStep.Delivered or CarrierStep.Returned or CarrierStep.Lost)
        {
            return Fault(400, wish is null ? "Nothing to update." : "Delivery is in a final state.");
        }

        carrier.Ledger.Change(parcel.Id, one => one with { Wish = wish, City = body.Part("dropOffAddress").Text("city") ?? one.City });
        return Results.Json(new { success = true, message = "Delivery updated successfully!" });
    }

    private static IResult Fault(int status, string message) => Results.Json(new { success = false, message, errorCode = status }, statusCode: status);
}
