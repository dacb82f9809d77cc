namespace ControlTower.Journal;

/// <summary>What the entries of labels, couriers and the road say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_shipping = new()
    {
        ["LabelAsked"] = told => told.Say(told.Text("courier")),
        ["LabelBooked"] = told => told.Say(told.Text("courier"), told.Text("tracking")) is var booked && told.IsNull("service") && told.IsNull("cost")
            ? booked // our own drivers name neither
            : booked.With(told.Detail(told.Text("service"), told.Money("cost"))),
        ["LabelRefused"] = told => told.Say(told.Text("courier")),
        ["BookingLost"] = told => told.Say(told.Text("courier")),
        ["LabelVoided"] = told => told.Say(told.Text("courier")),
        ["LabelVoidAnswered"] = told => Told.SayAs(told.Word("isGranted") is "True" ? "journal.LabelVoidAnswered.granted" : "journal.LabelVoidAnswered", told.Text("courier")),
        ["ManifestOpened"] = told => told.Say(told.Text("number"), told.Text("courier")),
        ["ManifestScanned"] = told => Told.SayAs(told.Word("outcome") is "refused" ? "journal.ManifestScanned.refused" : "journal.ManifestScanned", told.Text("courier"), told.Text("number")),
        ["ParcelLeftBehind"] = told => told.Say(told.Text("sscc"), told.Text("onManifest")),
        ["OrderHandedOver"] = told => told.Say(told.Text("courier")),
        ["ManifestClosed"] = told => told.Say(told.Text("number"), told.Text("handedOver"), told.Text("leftBehind")),
        ["TruckAsked"] = told => told.Say(told.Text("courier")),
        ["TruckAnswered"] = told => told.Say(told.Text("courier"), told.Key("state", "bookingState.")),
        ["TruckMissed"] = told => told.Say(told.Text("courier"), told.Text("waiting")),
        ["CounterCodeMade"] = told => told.Say(),
        ["OrderCollected"] = told => told.Say(),
        ["LabelPrintAsked"] = told => told.Say(told.Text("printer"), told.Text("copy")),
        ["LabelPrintEnded"] = told => told.Say(told.Text("printer"), told.Key("state", "printState.")),
        ["PrinterTested"] = told => told.Say(told.Text("printer")),
        ["CourierSaved"] = told => told.Say(told.Text("courier")),
        ["ParcelMoved"] = told => told.Say(told.Key("state", "parcelState.")).With(told.Detail(told.Text("courier"), told.Text("tracking"))),
        ["DeliveryAttemptFailed"] = told => told.Say(told.Text("attempt"), told.Key("reason", "attemptReason.")).With(told.Detail(told.Time("rescueUntil"))),
        ["ToldFromRoad"] = told => told.Say(told.Key("state", "parcelState.")),
        ["ParcelReturning"] = told => told.Say(),
        ["RoadWished"] = told => told.Say(told.Key("wish", "roadWishKind.")).With(told.Detail(told.Key("state", "roadWishState."))),
        ["RoadWishAnswered"] = told => told.Say(told.Key("wish", "roadWishKind."), told.Key("state", "roadWishState.")),
        ["ParcelCleared"] = told => told.Say(told.Key("state", "parcelState.")),
        ["DelayToTell"] = told => told.Say(),
        ["DeliveryProven"] = told => told.Say(told.Keys("proofs", "proofKind.")),
        ["CodTaken"] = told => told.Say(told.Money("collected")).With(told.Detail(told.Money("due"))),
        ["CodPaidOn"] = told => told.Say(told.Money("paid")).With(told.Detail(told.Money("due"))),
        ["CodDecided"] = told => told.Say(told.Key("state", "codState.")).With(told.Detail(told.Money("due"))),
        ["TrackingLinked"] = told => told.Say(told.Text("tracking"), told.Text("sscc")),
        ["CourierCodeMapped"] = told => told.Say(told.Text("code")),
        ["CodStatementRead"] = told => told.Say(told.Text("courier"), told.Text("rows")),
    };
}
