using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ControlTower.Foreign;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Couriers;

/// <summary>
/// EasyPost: a shipment is made (its rates come with it), then a rate is bought. A shipment is found again by our reference, and one that is
/// bought cannot be bought twice: so after a lost answer it is looked up and gone on with, never begun anew beside it.
/// Format: docs.easypost.com; samples in tests/fixtures/easypost.
/// </summary>
public sealed class EasyPostApi(CourierHttp http) : ICourierApi
{
    private const decimal GramsOfOunce = 28.349523125m;
    private const int RatesMax = 500;

    public CourierKind Kind => CourierKind.Easypost;

    public async Task<CallEnding<BookedLabel>> BookAsync(
        OpenCourier courier, BookingAsk ask, Func<string, Task<bool>> note, CancellationToken cancellationToken)
    {
        var shipment = ask.IsRepeated ? await LookUpAsync(courier, ask.CourierRef ?? ask.EffectKey, cancellationToken) : new CallEnding<Made>.Refused(NotThere, "");
        if (shipment is CallEnding<Made>.Refused { Code: NotThere })
        {
            shipment = await CallAsync(courier, HttpMethod.Post, "/v2/shipments", BodyOf(ask), cancellationToken);
        }

        return shipment switch
        {
            CallEnding<Made>.Done { Answer.Bought: { } bought } => new CallEnding<BookedLabel>.Done(bought),
            CallEnding<Made>.Done { Answer: var made } => await BuyAsync(courier, ask, made, note, cancellationToken),
            CallEnding<Made>.Refused no => new CallEnding<BookedLabel>.Refused(no.Code, no.Words),
            CallEnding<Made>.NotSent later => new CallEnding<BookedLabel>.NotSent(later.Words, later.After),
            CallEnding<Made>.Unknown lost => new CallEnding<BookedLabel>.Unknown(lost.Words),
            _ => throw new InvalidOperationException(),
        };
    }

    public Task<CallEnding<LabelFile>> FetchLabelAsync(OpenCourier courier, LabelAsk ask, CancellationToken cancellationToken) =>
        LabelFiles.FetchAsync(http, courier, ask.Url, cancellationToken);

    public Task<CallEnding<string>> VoidAsync(OpenCourier courier, string? courierRef, string tracking, CancellationToken cancellationToken) =>
        http.CallAsync(
            HttpMethod.Post, UrlOf(courier, $"/v2/shipments/{Uri.EscapeDataString(courierRef ?? tracking)}/refund"), new { }, KeyOf(courier),
            answer => CourierHttp.Read<CallEnding<string>>(answer, root => root["refund_status"].Text() switch
            {
                "rejected" or "not_applicable" => new CallEnding<string>.Refused("refund", $"refund {root["refund_status"].Text()}"),
                { } status => new CallEnding<string>.Done(status),
                null => null,
            }),
            Words, cancellationToken);

    public async Task<CallEnding<string>> PickUpAsync(OpenCourier courier, PickupAsk ask, CancellationToken cancellationToken)
    {
        var made = await http.CallAsync(HttpMethod.Post, UrlOf(courier, "/v2/pickups"), BodyOf(ask), KeyOf(courier), answer => CourierHttp.Read(answer, RateOfPickup), Words, cancellationToken);
        return made switch
        {
            CallEnding<(string Id, string Carrier, string Service)>.Done { Answer: var (id, carrier, service) } => await http.CallAsync<string>(
                HttpMethod.Post, UrlOf(courier, $"/v2/pickups/{Uri.EscapeDataString(id)}/buy"), new { carrier, service }, KeyOf(courier),
                answer => CourierHttp.Read<CallEnding<string>>(answer, root => new CallEnding<string>.Done(root["confirmation"].Text() ?? id)), Words, cancellationToken),
            CallEnding<(string, string, string)>.Refused no => new CallEnding<string>.Refused(no.Code, no.Words),
            CallEnding<(string, string, string)>.NotSent later => new CallEnding<string>.NotSent(later.Words, later.After),
            CallEnding<(string, string, string)>.Unknown lost => new CallEnding<string>.Unknown(lost.Words),
            _ => throw new InvalidOperationException(),
        };
    }

    private const string NotThere = "not-there";

    private async Task<CallEnding<BookedLabel>> BuyAsync(OpenCourier courier, BookingAsk ask, Made made, Func<string, Task<bool>> note, CancellationToken cancellationToken)
    {
        if (RateChoice.Choose(made.Rates, ask.Service) is not { } rate)
        {
            return new CallEnding<BookedLabel>.Refused("rate", ask.Service is { } wanted && made.Rates.Count > 0
                ? $"The courier offers no rate of the service {wanted}: only {string.Join(", ", made.Rates.Select(one => one.Service).Distinct().Take(5))}."
                : made.Messages ?? "The courier offers no rate for this parcel.");
        }

        if (!await note(made.Id))
        {
            return new CallEnding<BookedLabel>.Unknown("Another sender took this booking over.");
        }

        var bought = await CallAsync(courier, HttpMethod.Post, $"/v2/shipments/{Uri.EscapeDataString(made.Id)}/buy", new { rate = new { id = rate.Id } }, cancellationToken);
        if (bought is CallEnding<Made>.Refused)
        {
            // "Already bought" comes as a refusal: ask how it stands before believing that nothing was bought.
            var looked = await LookUpAsync(courier, made.Id, cancellationToken);
            bought = looked is CallEnding<Made>.Done { Answer.Bought: not null } or CallEnding<Made>.Unknown or CallEnding<Made>.NotSent ? looked : bought;
        }

        return bought switch
        {
            CallEnding<Made>.Done { Answer.Bought: { } label } => new CallEnding<BookedLabel>.Done(label),
            CallEnding<Made>.Refused no => new CallEnding<BookedLabel>.Refused(no.Code, no.Words),
            CallEnding<Made>.NotSent { Words: var words, After: var after } => new CallEnding<BookedLabel>.NotSent(words, after),
            CallEnding<Made>.Unknown { Words: var words } => new CallEnding<BookedLabel>.Unknown(words),
            _ => new CallEnding<BookedLabel>.Unknown("The courier's answer does not say whether it was bought."),
        };
    }

    private async Task<CallEnding<Made>> LookUpAsync(OpenCourier courier, string reference, CancellationToken cancellationToken)
    {
        var found = await CallAsync(courier, HttpMethod.Get, $"/v2/shipments/{Uri.EscapeDataString(reference)}", null, cancellationToken);
        return found switch
        {
            CallEnding<Made>.Refused { Code: "404" or "PAYLOAD.NOT_FOUND" or "SHIPMENT.NOT_FOUND" or "NOT_FOUND" } => new CallEnding<Made>.Refused(NotThere, ""),
            CallEnding<Made>.NotSent later => new CallEnding<Made>.Unknown(later.Words), // of the booking that is asked after, nothing is known yet
            _ => found,
        };
    }

    private Task<CallEnding<Made>> CallAsync(OpenCourier courier, HttpMethod method, string path, object? body, CancellationToken cancellationToken) =>
        http.CallAsync(method, UrlOf(courier, path), body, KeyOf(courier), answer => CourierHttp.Read<CallEnding<Made>>(answer, root => new CallEnding<Made>.Done(MadeOf(root))), Words, cancellationToken);

    private static Made MadeOf(ForeignValue root)
    {
        var rates = root["rates"].Items(RatesMax).Select(rate => new CourierRate(
            rate["id"].Text() ?? "", rate["carrier"].Text() ?? "", rate["service"].Text() ?? "", Money.From(rate["rate"].Amount(), rate["currency"].Currency("USD")))).ToList();
        var (label, selected) = (root["postage_label"], root["selected_rate"]);
        var bought = !label.IsMissing && root["tracking_code"].Text() is { } tracking
            ? new BookedLabel(
                root["id"].Text(), tracking, selected["service"].Text(),
                selected.IsMissing ? null : Money.From(selected["rate"].Amount(), selected["currency"].Currency("USD")),
                label["label_pdf_url"].Raw() ?? label["label_url"].Raw())
            : null;
        var messages = string.Join("; ", root["messages"].Items(RatesMax).Select(message => message["message"].Text()).OfType<string>().Distinct().Take(3));
        return new(root["id"].Id(), rates, bought, messages.Length == 0 ? null : messages);
    }

    private static CallEnding<(string Id, string Carrier, string Service)>? RateOfPickup(ForeignValue root) =>
        root["pickup_rates"].Items(RatesMax).OrderBy(rate => rate["rate"].Amount()).Select(rate => ((string, string, string)?)(root["id"].Id(), rate["carrier"].Text() ?? "", rate["service"].Text() ?? ""))
            .FirstOrDefault() is { } cheapest
            ? new CallEnding<(string Id, string Carrier, string Service)>.Done(cheapest)
            : new CallEnding<(string Id, string Carrier, string Service)>.Refused("rate", "The courier offers no truck for this window.");

    private static (string? Code, string? Words) Words(ForeignValue root)
    {
        var error = root["error"];
        var details = string.Join("; ", error["errors"].Items(50).Select(one => $"{one["field"].Text()} {one["message"].Text()}".Trim()).Where(text => text.Length > 0).Take(3));
        return (error["code"].Text(), error["message"].Text() is { } words ? details.Length == 0 ? words : $"{words} {details}" : null);
    }

    private static object BodyOf(BookingAsk ask) => new
    {
        shipment = new
        {
            reference = ask.EffectKey,
            to_address = AddressOf(ask.To),
            from_address = AddressOf(ask.From),
            parcel = new { weight = Math.Max(0.1m, Math.Round(ask.WeightGrams / GramsOfOunce, 1)) },
            options = new { label_format = "PDF", label_size = "4x6", invoice_number = ask.Number },
        },
    };

    private static object BodyOf(PickupAsk ask) => new
    {
        pickup = new
        {
            reference = ask.EffectKey,
            min_datetime = ask.WindowFrom.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            max_datetime = ask.WindowTo.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            is_account_address = false,
            instructions = $"{ask.Parcels} parcels",
            address = AddressOf(ask.From),
            shipment = ask.CourierRef is { } id ? new { id } : null,
        },
    };

    private static object AddressOf(CourierParty party) => new
    {
        name = party.Name, company = party.Company, street1 = party.Line1, street2 = party.Line2, city = party.City, state = party.Region, zip = party.Postcode,
        country = party.Country, phone = party.Phone, email = party.Email,
    };

    private static Uri UrlOf(OpenCourier courier, string path) => new(courier.BaseUrl!, path);

    /// <summary>The key is the user, without a password.</summary>
    private static AuthenticationHeaderValue KeyOf(OpenCourier courier) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{courier.ApiKey}:")));

    private sealed record Made(string Id, IReadOnlyList<CourierRate> Rates, BookedLabel? Bought, string? Messages);
}
