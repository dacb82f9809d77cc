using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>Aramex' JSON calls: 200 also when they refuse, and no way to ask for a booking by the sender's reference.</summary>
internal static class AramexDoors
{
    /// <summary>Names as they are written here, capital letters and all.</summary>
    private static readonly JsonSerializerOptions s_asIs = new();

    public static void Map(RouteGroupBuilder rest, Carrier carrier, Func<Uri> root, int seed, TimeProvider clock)
    {
        rest.MapPost("/CreateShipments", (JsonElement body, HttpContext call) => CreateAsync(body, call, carrier, root, seed, clock));
        rest.MapPost("/CreatePickup", (JsonElement body) => Json(Refusal(body) ?? new
        {
            HasErrors = false, Notifications = Array.Empty<object>(),
            ProcessedPickup = new { ID = body.Part("Pickup").Text("Reference1"), GUID = Dice.Of(seed, "pickup", body.Part("Pickup").Text("Reference1") ?? "").Id() },
        }));
    }

    private static Task<IResult> CreateAsync(JsonElement body, HttpContext call, Carrier carrier, Func<Uri> root, int seed, TimeProvider clock)
    {
        if (Refusal(body) is { } refused)
        {
            return Task.FromResult(Json(refused));
        }

        var asked = body.List("Shipments")[0];
        var (details, to) = (asked.Part("Details"), asked.Part("Consignee").Part("PartyAddress"));
        if (asked.Part("Consignee").Part("Contact").Text("PhoneNumber1") is not { Length: > 5 })
        {
            return Task.FromResult(Json(Errors("ERR52", "Consignee - CellPhone is not valid", inside: true)));
        }

        var cash = details.Part("CashOnDeliveryAmount");
        var parcel = carrier.Ledger.Add(number => new CarrierParcel(
            carrier.Key, number, asked.Text("Reference1") ?? "", asked.Text("Reference2") ?? "", number, details.Text("ProductType") ?? "", 0, cash.Text("CurrencyCode") ?? "",
            cash.ValueKind == JsonValueKind.Object ? cash.Part("Value").GetDecimal() : 0, to.Text("City") ?? "", to.Text("CountryCode") ?? "", CarrierStep.Booked, clock.GetUtcNow(), null,
            CarrierDoors.FateOf(seed, asked.Text("Reference1") ?? ""), 0));
        var answer = Json(new
        {
            Transaction = new { Reference1 = parcel.Reference }, Notifications = Array.Empty<object>(), HasErrors = false,
            Shipments = new[]
            {
                new
                {
                    ID = parcel.Id, Reference1 = parcel.Reference, ForeignHAWB = "", HasErrors = false, Notifications = Array.Empty<object>(),
                    ShipmentLabel = new { LabelURL = new Uri(root(), $"/labels/{carrier.Key}/{parcel.Id}.pdf").ToString(), LabelFileContents = "" },
                },
            },
        });
        return CarrierDoors.AnsweredAsync(carrier, parcel, seed, answer, call, clock);
    }

    private static object? Refusal(JsonElement body) =>
        string.IsNullOrEmpty(body.Part("ClientInfo").Text("UserName")) ? Errors("ERR01", "ClientInfo - Invalid username or password", inside: false) : null;

    private static object Errors(string code, string message, bool inside)
    {
        var notes = new[] { new { Code = code, Message = message } };
        return inside
            ? new { HasErrors = true, Notifications = Array.Empty<object>(), Shipments = new[] { new { ID = (string?)null, HasErrors = true, Notifications = notes } } }
            : new { HasErrors = true, Notifications = notes, Shipments = (object?)null };
    }

    private static IResult Json(object body) => Results.Json(body, s_asIs);
}
