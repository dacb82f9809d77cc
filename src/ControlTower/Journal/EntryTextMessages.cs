namespace ControlTower.Journal;

/// <summary>What the entries of what customers are told say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_messages = new()
    {
        ["MessageSent"] = told => Told.SayAs(told.Word("isUnsure") == "True" ? "journal.MessageSent.unsure" : "journal.MessageSent", told.Occasion(), told.Channel()),
        ["MessageDelivered"] = told => told.Say(told.Occasion(), told.Channel()),
        ["MessageFailed"] = told => told.Say(told.Occasion(), told.Channel()).With(told.Detail(told.Text("reason"))),
        ["MessageSuppressed"] = told => told.Say(told.Occasion(), told.Channel(), told.Key("reason", "messageReason.")),
        ["MessageWritten"] = told => Told.SayAs(told.Word("occasion") == "reply" ? "journal.MessageWritten" : "journal.MessageWritten.again", told.Occasion(), told.Channel()),
        ["MessageAsked"] = told => told.Say(told.Occasion(), told.Channel()),
        ["CustomerWrote"] = told => told.IsNull("answer") ? told.Say(told.Key("kind", "heardKind.")) : Told.SayAs("journal.CustomerWrote.answer", told.Key("answer", "codWish.")),
        ["ConversationSettled"] = told => told.Say(),
        ["ContactOptedOut"] = told => Told.SayAs(told.Word("isOut") == "True" ? "journal.ContactOptedOut" : "journal.ContactOptedOut.again"),
        ["TemplatePublished"] = told => told.Say(told.Occasion(), told.Channel(), told.Text("language"), told.Text("version")),
        ["OccasionSwitched"] = told => Told.SayAs(told.Word("isOn") == "True" ? "journal.OccasionSwitched" : "journal.OccasionSwitched.off", told.Occasion()),
    };

    private static EntryPart Occasion(this Told told) => told.Key("occasion", "messageOccasion.");

    private static EntryPart Channel(this Told told) => told.Key("channel", "messageChannel.");
}
