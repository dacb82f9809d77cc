namespace ControlTower.Journal;

/// <summary>What the entries of labels, couriers and the road say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_shipping = new()
    {
        ["CourierSaved"] = told => told.Say(told.Text("courier")),
    };
}
