using System.Globalization;
using System.Net.Http.Headers;
using ControlTower.Foreign;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Couriers;

/// <summary>
/// Bosta, in Egypt: a delivery of type 10 with the cash to collect. It knows no look-up by our reference, so that a lost answer is for a person to
/// clear. The label is drawn on request and comes as base64. Format: its public wiki; samples in tests/fixtures/bosta.
/// </summary>
public sealed class BostaApi(CourierHttp http) : ICourierApi
{
    private const int Deliver = 10;
    private const int FirstLineCharsMin = 5;

    /// <summary>Marks a booking whose label is to be asked for: it has no address.</summary>
    private const string OnRequest = "mass-awb";

    public CourierKind Kind => CourierKind.Bosta;

    public async Task<CallEnding<BookedLabel>> BookAsync(OpenCourier courier, BookingAsk ask, Func<string, Task<bool>> note, CancellationToken cancellationToken) =>
        ask.IsRepeated
            ? new CallEnding<BookedLabel>.Unknown("Bosta cannot be asked by our reference what became of a booking.")
            : await http.CallAsync(
                HttpMethod.Post, UrlOf(courier, "deliveries"), BodyOf(courier, ask), KeyOf(courier),
                answer => CourierHttp.Read<CallEnding<BookedLabel>>(answer, root =>
                    root["success"].IsFalse ? new CallEnding<BookedLabel>.Refused(Words(root).Code, Words(root).Words ?? "no words")
                    : root["data"]["trackingNumber"].Text() is { } tracking
                        ? new CallEnding<BookedLabel>.Done(new(root["data"]["_id"].Text(), tracking, null, null, OnRequest))
                        : null),
                Words, cancellationToken);

    public Task<CallEnding<LabelFile>> FetchLabelAsync(OpenCourier courier, LabelAsk ask, CancellationToken cancellationToken) => http.CallAsync<LabelFile>(
        HttpMethod.Post, UrlOf(courier, "deliveries/mass-awb"), new { ids = ask.CourierRef ?? ask.Tracking, requestedAwbType = "A6", lang = "ar" }, KeyOf(courier),
        answer => LabelFiles.KindOf(answer.Body) is { } kind
            ? new CallEnding<LabelFile>.Done(new(answer.Body, kind))
            : CourierHttp.Read<CallEnding<LabelFile>>(answer, root => FileIn(root["data"].Raw()) is { } file ? new CallEnding<LabelFile>.Done(file) : null),
        Words, cancellationToken);

    public Task<CallEnding<string>> VoidAsync(OpenCourier courier, string? courierRef, string tracking, CancellationToken cancellationToken) => http.CallAsync<string>(
        HttpMethod.Delete, UrlOf(courier, $"deliveries/business/{Uri.EscapeDataString(tracking)}/terminate"), null, KeyOf(courier),
        answer => new CallEnding<string>.Done("terminated"), Words, cancellationToken);

    public Task<CallEnding<string>> PickUpAsync(OpenCourier courier, PickupAsk ask, CancellationToken cancellationToken) => http.CallAsync<string>(
        HttpMethod.Post, UrlOf(courier, "pickups"), new
        {
            scheduledDate = ask.WindowFrom.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            businessLocationId = courier.Config.Locations.GetValueOrDefault(ask.Warehouse),
            contactPerson = new { name = ask.From.Name, phone = ask.From.Phone ?? "" },
            numberOfParcels = ask.Parcels, packageType = "Normal", notes = ask.EffectKey,
        }, KeyOf(courier),
        answer => CourierHttp.Read<CallEnding<string>>(answer, root =>
            root["success"].IsFalse ? new CallEnding<string>.Refused(Words(root).Code, Words(root).Words ?? "no words")
            : new CallEnding<string>.Done(root["data"]["_id"].Text() ?? root["data"]["puid"].Text() ?? ask.EffectKey)),
        Words, cancellationToken);

    private static LabelFile? FileIn(string? base64)
    {
        var file = new byte[(base64?.Length ?? 0) * 3 / 4 + 3];
        return base64 is not null && Convert.TryFromBase64String(base64, file, out var length) && length > 0
            ? new(file[..length], LabelFiles.KindOf(file) ?? "application/pdf")
            : null;
    }

    private static (string? Code, string? Words) Words(ForeignValue root) => (root["errorCode"].Text(), root["message"].Text() ?? root["error"].Text());

    private static object BodyOf(OpenCourier courier, BookingAsk ask)
    {
        var names = ask.To.Name.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new
        {
            type = Deliver,
            cod = ask.Cod?.Amount ?? 0,
            receiver = new { firstName = names.FirstOrDefault() ?? "-", lastName = names.ElementAtOrDefault(1) ?? "-", phone = ask.To.Phone ?? "", email = ask.To.Email },
            dropOffAddress = new
            {
                city = ask.To.Region ?? ask.To.City, districtName = ask.To.City, firstLine = ask.To.Line1.PadRight(FirstLineCharsMin, '.'), secondLine = ask.To.Line2,
            },
            specs = new { packageType = "SMALL", packageDetails = new { itemsCount = ask.Units, description = ask.Description } },
            businessReference = ask.EffectKey,
            businessLocationId = courier.Config.Locations.GetValueOrDefault(ask.Warehouse),
            notes = ask.Number,
            webhookUrl = ask.EventsUrl,
        };
    }

    private static Uri UrlOf(OpenCourier courier, string path) => new(courier.BaseUrl!, "/api/v2/" + path);

    /// <summary>The key stands alone, without a scheme.</summary>
    private static AuthenticationHeaderValue? KeyOf(OpenCourier courier) => courier.ApiKey is { Length: > 0 } key ? new(key) : null;
}
