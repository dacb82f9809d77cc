using System.Globalization;
using ControlTower.Foreign;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping.Couriers;

/// <summary>
/// Aramex: one call makes the shipment. It answers 200 also when it refuses, and says so inside; it knows no look-up by our reference, so that a
/// lost answer is for a person to clear. Credentials stand in every body. Format: Shipping Services API manual; samples in tests/fixtures/aramex.
/// </summary>
public sealed class AramexApi(CourierHttp http) : ICourierApi
{
    private const string Root = "/ShippingAPI.V2/Shipping/Service_1_0.svc/json/";
    private const int NotificationsMax = 100;
    private const int LabelReport = 9201;

    public CourierKind Kind => CourierKind.Aramex;

    public async Task<CallEnding<BookedLabel>> BookAsync(OpenCourier courier, BookingAsk ask, Func<string, Task<bool>> note, CancellationToken cancellationToken) =>
        ask.IsRepeated
            ? new CallEnding<BookedLabel>.Unknown("Aramex cannot be asked by our reference what became of a booking.")
            : await http.CallAsync(HttpMethod.Post, UrlOf(courier, "CreateShipments"), AramexBody.Of(courier, ask), null, answer => CourierHttp.Read(answer, Booked), Words, cancellationToken);

    public Task<CallEnding<LabelFile>> FetchLabelAsync(OpenCourier courier, LabelAsk ask, CancellationToken cancellationToken) =>
        LabelFiles.FetchAsync(http, courier, ask.Url, cancellationToken);

    /// <summary>A shipment that is not handed over costs nothing at Aramex, and nobody is told.</summary>
    public Task<CallEnding<string>> VoidAsync(OpenCourier courier, string? courierRef, string tracking, CancellationToken cancellationToken) =>
        Task.FromResult<CallEnding<string>>(new CallEnding<string>.Done("not needed"));

    public Task<CallEnding<string>> PickUpAsync(OpenCourier courier, PickupAsk ask, CancellationToken cancellationToken) =>
        http.CallAsync<string>(HttpMethod.Post, UrlOf(courier, "CreatePickup"), AramexBody.Of(courier, ask), null, answer => CourierHttp.Read(answer, root =>
            Errors(root) is { } no ? new CallEnding<string>.Refused(no.Code, no.Words ?? "no words")
            : root["ProcessedPickup"]["GUID"].Text() is { } guid ? new CallEnding<string>.Done(guid)
            : (CallEnding<string>?)null), Words, cancellationToken);

    private static CallEnding<BookedLabel>? Booked(ForeignValue root)
    {
        var shipments = root["Shipments"].Items(10);
        var shipment = shipments.Count > 0 ? shipments[0] : root["Shipments"];
        if (Errors(root) is { } all && (shipment.IsMissing || Errors(shipment) is null))
        {
            return new CallEnding<BookedLabel>.Refused(all.Code, all.Words ?? "no words");
        }

        return Errors(shipment) is { } no ? new CallEnding<BookedLabel>.Refused(no.Code, no.Words ?? "no words")
            : shipment["ID"].Text() is { } waybill
                ? new CallEnding<BookedLabel>.Done(new(waybill, waybill, null, null, shipment["ShipmentLabel"]["LabelURL"].Raw()))
                : null;
    }

    /// <summary>The word "HasErrors" decides; what is wrong stands in the notifications.</summary>
    private static (string? Code, string? Words)? Errors(ForeignValue of) => of["HasErrors"].IsTrue ? Words(of) : null;

    private static (string? Code, string? Words) Words(ForeignValue root)
    {
        var notes = root["Notifications"].Items(NotificationsMax);
        var words = string.Join("; ", notes.Select(one => one["Message"].Text()).OfType<string>().Distinct().Take(5));
        return (notes.Select(one => one["Code"].Text()).FirstOrDefault(), words.Length == 0 ? null : words);
    }

    /// <summary>What stands in every body that is sent to it.</summary>
    internal static object ClientOf(OpenCourier courier) => AramexBody.ClientOf(courier);

    private static Uri UrlOf(OpenCourier courier, string call) => new(courier.BaseUrl!, Root + call);

    /// <summary>Bodies as Aramex spells them, misspelt member included.</summary>
    private static class AramexBody
    {
        public static object Of(OpenCourier courier, BookingAsk ask) => new
        {
            ClientInfo = ClientOf(courier),
            LabelInfo = new { ReportID = LabelReport, ReportType = "URL" },
            Shipments = new[] { ShipmentOf(courier, ask) },
            Transaction = new { Reference1 = ask.EffectKey },
        };

        public static object Of(OpenCourier courier, PickupAsk ask) => new
        {
            ClientInfo = ClientOf(courier),
            LabelInfo = (object?)null,
            Pickup = new
            {
                PickupAddress = AddressOf(ask.From), PickupContact = ContactOf(ask.From), PickupLocation = "Dock",
                PickupDate = DateOf(ask.WindowFrom), ReadyTime = DateOf(ask.WindowFrom), LastPickupTime = DateOf(ask.WindowTo), ClosingTime = DateOf(ask.WindowTo),
                Comments = "", Reference1 = ask.EffectKey, Reference2 = "", Vehicle = "", Status = "Ready", Shipments = (object?)null,
                PickupItems = new[]
                {
                    new { ProductGroup = "DOM", ProductType = "OND", NumberOfShipments = ask.Parcels, PackageType = "Box", Payment = "P", NumberOfPieces = ask.Parcels },
                },
            },
            Transaction = new { Reference1 = ask.EffectKey },
        };

        private static object ShipmentOf(OpenCourier courier, BookingAsk ask)
        {
            var isHome = ask.From.Country == ask.To.Country;
            var hasCash = ask.Cod is { Minor: > 0 };
            return new
            {
                Reference1 = ask.EffectKey, Reference2 = ask.Number, Reference3 = ask.Sscc,
                Shipper = new { Reference1 = ask.Number, AccountNumber = courier.Account.Account, PartyAddress = AddressOf(ask.From), Contact = ContactOf(ask.From) },
                Consignee = new { Reference1 = ask.Number, AccountNumber = "", PartyAddress = AddressOf(ask.To), Contact = ContactOf(ask.To) },
                ShippingDateTime = DateOf(ask.At), DueDate = DateOf(ask.At.AddDays(1)), Comments = "", PickupLocation = "", OperationsInstructions = "", AccountingInstrcutions = "",
                Details = new
                {
                    ActualWeight = new { Unit = "KG", Value = Math.Max(0.1m, Math.Round(ask.WeightGrams / 1000m, 2)) },
                    NumberOfPieces = 1, DescriptionOfGoods = ask.Description, GoodsOriginCountry = ask.From.Country,
                    ProductGroup = isHome ? "DOM" : "EXP", ProductType = ask.Service ?? (isHome ? "OND" : "PPX"), PaymentType = "P", PaymentOptions = "",
                    Services = hasCash ? "CODS" : "",
                    CashOnDeliveryAmount = hasCash ? new { CurrencyCode = ask.Cod!.Value.Currency, Value = ask.Cod.Value.Amount } : null,
                    CustomsValueAmount = isHome ? null : new { CurrencyCode = ask.Value.Currency, Value = ask.Value.Amount },
                    Items = Array.Empty<object>(),
                },
            };
        }

        public static object ClientOf(OpenCourier courier) => new
        {
            UserName = courier.Account.User, courier.Account.Password, Version = "v1", AccountNumber = courier.Account.Account, AccountPin = courier.Account.Pin,
            AccountEntity = courier.Account.Entity, AccountCountryCode = courier.Country, Source = 24,
        };

        private static object AddressOf(CourierParty party) => new
        {
            party.Line1, Line2 = party.Line2 ?? "", Line3 = "", party.City, StateOrProvinceCode = party.Region ?? "", PostCode = party.Postcode ?? "", CountryCode = party.Country,
        };

        private static object ContactOf(CourierParty party) => new
        {
            PersonName = party.Name, CompanyName = party.Company ?? party.Name, PhoneNumber1 = party.Phone ?? "", CellPhone = party.Phone ?? "", EmailAddress = party.Email ?? "",
        };

        /// <summary>Milliseconds since 1970 between slashes, as WCF writes dates.</summary>
        private static string DateOf(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"/Date({at.ToUnixTimeMilliseconds()}+0000)/");
    }
}
