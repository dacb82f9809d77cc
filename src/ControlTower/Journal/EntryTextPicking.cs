namespace ControlTower.Journal;

/// <summary>What the entries of waves, picking and calls for help say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_picking = new()
    {
        ["WavesProposed"] = told => told.Say(told.Site("warehouse"), told.Text("orders")),
        ["WaveCreated"] = told => told.Say(told.Text("name"), told.Text("orders")),
        ["WaveReleased"] = told => told.Say(told.Text("name"), told.Text("orders")),
        ["WaveCancelled"] = told => told.Say(told.Text("name")),
        ["GroupReleased"] = told => told.Say(told.Site("warehouse"), told.Text("list")),
        ["TruckMoved"] = told => told.Say(told.Text("courier"), told.Site("warehouse"), told.Time("leaves")),
        ["GroupUnreleased"] = told => told.Say(told.Site("warehouse"), told.Text("wave")),
        ["ListClaimed"] = told => told.Say(told.Text("listNumber"), told.Time("leaseUntil")),
        ["ListGivenBack"] = told => Told.SayAs($"journal.ListGivenBack.{told.Word("because")}", told.Text("listNumber"), told.Text("worker")),
        ["ScanTaken"] = told => told.IsNull("code")
            ? Told.SayAs($"journal.ScanTaken.{told.Word("of")}", told.Text("scanned"), told.Text("listNumber"), told.Text("units"))
            : Told.SayAs("journal.ScanTaken.refused", told.Text("scanned"), told.Text("listNumber")).With(Told.SayAs("journal.ScanTaken.refused.detail", told.Key("code", "scan."), told.Text("expected"))),
        ["UnitsPicked"] = told => told.Say(told.Text("units"), told.Text("sku"), told.Text("bin"), told.Text("tote")).With(told.Detail(told.Text("listNumber"))),
        ["GroupPicked"] = told => told.Say(told.Site("warehouse")).With(told.Detail(told.Listed("totes"))),
        ["ListOnPaper"] = told => told.Say(told.Text("listNumber")),
        ["ListDone"] = told => told.Say(told.Text("listNumber"), told.Text("units")),
        ["WaveDone"] = told => told.Say(told.Text("name")),
        ["ScanUndone"] = told => told.Say(told.Text("scanned"), told.Text("listNumber")),
        ["LineSkipped"] = told => told.Say(told.Text("sku"), told.Text("bin"), told.Text("listNumber")),
        ["ToteFull"] = told => told.Say(told.Text("tote"), told.Text("number")),
        ["ShortPicked"] = told => told.Say(told.Text("units"), told.Text("sku"), told.Text("bin"), told.Key("reason", "shortReason.")).With(told.Detail(told.Key("decision", "shortDecision."))),
        ["PickingTakenBack"] = told => told.Say(told.Text("dropped"), told.Text("toPutBack")),
        ["UnitsPutBack"] = told => told.Say(told.Text("units"), told.Text("sku"), told.Text("bin")),
        ["PutBackScanned"] = told => Told.SayAs(told.IsNull("code") ? "journal.PutBackScanned" : "journal.PutBackScanned.refused", told.Text("scanned"), told.Text("listNumber")),
        ["HelpCalled"] = told => told.Say(told.Text("zone"), told.Site("warehouse"), told.Key("kind", "helpKind.")),
        ["HelpAnswered"] = told => told.Say(told.Text("zone"), told.Site("warehouse")),
        ["HelpClosed"] = told => told.Say(told.Text("zone"), told.Site("warehouse"), told.Text("minutesOpen")),
        ["ShiftPlanned"] = told => told.Say(told.Site("warehouse"), told.Time("from"), told.Time("to"), told.Text("people")),
    };
}
