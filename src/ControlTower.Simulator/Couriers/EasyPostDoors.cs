using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>EasyPost's REST, as much as a sender uses: shipments with rates, buying, looking up by reference, refund, pickups.</summary>
internal static class EasyPostDoors
{
    private static readonly (string Carrier, string Service, decimal Price)[] s_rates = [("USPS", "GroundAdvantage", 6.07m), ("USPS", "Priority", 8.24m), ("UPS", "NextDayAir", 31.50m)];

    public static void Map(RouteGroupBuilder rest, Carrier carrier, Func<Uri> root, int seed, TimeProvider clock)
    {
        rest.AddEndpointFilter((call, next) => call.HttpContext.Request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.Ordinal)
            ? next(call)
            : new ValueTask<object?>(Fault(401, "APIKEY.MISSING", "Missing API key.")));
        rest.MapPost("/shipments", (JsonElement body) => Make(body, carrier, root, seed, clock));
        rest.MapGet("/shipments/{id}", (string id) => (carrier.Ledger.Find(id) ?? carrier.Ledger.FindReference(id)) is { } parcel ? Results.Json(BodyOf(parcel, root)) : NotFound());
        rest.MapPost("/shipments/{id}/buy", (string id, JsonElement body, HttpContext call) => BuyAsync(id, body, call, carrier, root, seed, clock));
        rest.MapPost("/shipments/{id}/refund", (string id) =>
        {
            var refunded = carrier.Ledger.Change(id, parcel => parcel.Step == CarrierStep.Booked ? parcel with { Step = CarrierStep.Cancelled, NextAt = null } : parcel) ?? carrier.Ledger.Find(id);
            return refunded is null ? NotFound() : Results.Json(new { id, refund_status = refunded.Step == CarrierStep.Cancelled ? "submitted" : "rejected" });
        });
        rest.MapPost("/pickups", (JsonElement body) => Results.Json(
            new
            {
                id = $"pickup_{body.Part("pickup").Text("reference")}", @object = "Pickup", status = "unknown",
                pickup_rates = new[] { new { id = "pickuprate_1", service = "NextDay", carrier = "USPS", rate = "0.00", currency = "USD" } },
            },
            statusCode: 201));
        rest.MapPost("/pickups/{id}/buy", (string id) => Results.Json(new { id, @object = "Pickup", status = "scheduled", confirmation = $"WTC{id[^4..]}" }));
    }

    private static IResult Make(JsonElement body, Carrier carrier, Func<Uri> root, int seed, TimeProvider clock)
    {
        var (shipment, to) = (body.Part("shipment"), body.Part("shipment").Part("to_address"));
        if (shipment.ValueKind != JsonValueKind.Object)
        {
            return Results.Json(new { error = new { code = "PARAMETER.REQUIRED", message = "Missing required parameter.", errors = new[] { new { field = "shipment", message = "cannot be blank" } } } }, statusCode: 422);
        }

        if (to.Text("street1") is not { Length: > 1 })
        {
            return Fault(422, "ADDRESS.VERIFY.FAILURE", "Unable to verify address: street1 is missing.");
        }

        var reference = shipment.Text("reference") ?? "";
        var parcel = carrier.Ledger.Add(number => new CarrierParcel(
            carrier.Key, $"shp_{number}", reference, shipment.Part("options").Text("invoice_number") ?? "", null, "", 0, "USD", 0, to.Text("city") ?? "", to.Text("country") ?? "",
            CarrierStep.Made, clock.GetUtcNow(), null, CarrierDoors.FateOf(seed, reference), 0));
        return Results.Json(BodyOf(parcel, root), statusCode: 201);
    }

    private static Task<IResult> BuyAsync(string id, JsonElement body, HttpContext call, Carrier carrier, Func<Uri> root, int seed, TimeProvider clock)
    {
        var rate = s_rates.FirstOrDefault(one => RateIdOf(id, one.Service) == body.Part("rate").Text("id"));
        if (rate.Service is null || carrier.Ledger.Find(id) is null)
        {
            return Task.FromResult(rate.Service is null ? Fault(422, "SHIPMENT.INVALID_PARAMS", "The rate does not belong to the shipment.") : NotFound());
        }

        var bought = carrier.Ledger.Change(id, parcel => parcel.Tracking is not null ? parcel : parcel with
        {
            Step = CarrierStep.Booked, Tracking = $"9400{id[4..].PadLeft(16, '0')}", Service = rate.Service, Price = rate.Price, At = clock.GetUtcNow(),
        });
        return bought is null
            ? Task.FromResult(Fault(422, "SHIPMENT.POSTAGE.EXISTS", "Postage already exists for this shipment."))
            : CarrierDoors.AnsweredAsync(carrier, bought, seed, Results.Json(BodyOf(bought, root)), call, clock);
    }

    private static object BodyOf(CarrierParcel parcel, Func<Uri> root)
    {
        var selected = s_rates.FirstOrDefault(rate => rate.Service == parcel.Service);
        return new
        {
            id = parcel.Id,
            @object = "Shipment",
            created_at = parcel.At,
            mode = "test",
            reference = parcel.Reference,
            status = "unknown",
            tracking_code = parcel.Tracking,
            rates = s_rates.Select(rate => RateOf(parcel.Id, rate)),
            selected_rate = parcel.Tracking is null ? null : RateOf(parcel.Id, selected),
            postage_label = parcel.Tracking is null ? null : new { @object = "PostageLabel", label_size = "4x6", label_file_type = "application/pdf", label_url = LabelOf(parcel, root), label_pdf_url = LabelOf(parcel, root) },
            tracker = parcel.Tracking is null ? null : new { id = $"trk_{parcel.Id[4..]}", @object = "Tracker", tracking_code = parcel.Tracking, status = "unknown" },
            messages = Array.Empty<object>(),
        };
    }

    private static object RateOf(string id, (string Carrier, string Service, decimal Price) rate) => new
    {
        id = RateIdOf(id, rate.Service), @object = "Rate", service = rate.Service, carrier = rate.Carrier, rate = rate.Price.ToString("F2", CultureInfo.InvariantCulture), currency = "USD",
    };

    private static string RateIdOf(string id, string service) => $"rate_{id[4..]}_{service}";

    private static Uri LabelOf(CarrierParcel parcel, Func<Uri> root) => new(root(), $"/labels/{parcel.Courier}/{parcel.Id}.pdf");

    private static IResult NotFound() => Fault(404, "SHIPMENT.NOT_FOUND", "The requested resource could not be found.");

    private static IResult Fault(int status, string code, string message) => Results.Json(new { error = new { code, message, errors = Array.Empty<object>() } }, statusCode: status);
}
