namespace ControlTower.Journal;

/// <summary>What the entries of packing say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_packing = new()
    {
        ["PackingOpened"] = told => Told.SayAs(told.Word("isNew") == "True" ? "journal.PackingOpened" : "journal.PackingOpened.again", told.Text("packageNo"), told.Site("warehouse")),
        ["PackScanned"] = told => told.IsNull("refused")
            ? told.Say(told.Text("units"), told.Text("name"))
            : Told.SayAs("journal.PackScanned.refused", told.Key("refused", "packScan.")).With(told.Detail(told.Text("scanned"), told.Text("expected"))),
        ["PackScanUndone"] = told => told.Say(told.Text("units"), told.Text("sku")),
        ["CartonChosen"] = told => told.Say(told.Text("carton")),
        ["ParcelWeighed"] = told => told.Say(told.Text("grams"), told.Key("judgement", "weightVerdict."))
            .With(told.IsNull("expectedGrams") ? Told.SayAs("journal.ParcelWeighed.unknown") : told.Detail(told.Text("expectedGrams"), told.Text("toleranceGrams"))),
        ["WeightOverridden"] = told => told.Say(told.Text("grams")),
        ["ParcelPhotographed"] = told => told.Say(),
        ["ParcelSealed"] = told => told.Say(told.Text("parcel")).With(told.Detail(told.Text("units"))),
        ["ParcelReopened"] = told => told.Say(told.Text("parcel")),
        ["GroupPacked"] = told => told.Say(told.Site("warehouse")).With(told.Detail(told.Listed("parcels"))),
        ["ChecklistTicked"] = told => told.Say(told.Key("step", "packStep.")),
    };
}
