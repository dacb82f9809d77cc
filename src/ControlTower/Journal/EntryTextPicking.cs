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
        ["GroupUnreleased"] = told => told.Say(told.Site("warehouse"), told.Text("wave")),
    };
}
