namespace ControlTower.Journal;

/// <summary>What the entries of returns, refunds and shops say.</summary>
public static partial class EntryText
{
    private static readonly Dictionary<string, Func<Told, EntrySentence>> s_returns = new()
    {
        ["ReturnOpened"] = told => Told.SayAs($"journal.ReturnOpened.{told.Word("source")}", told.Text("name"), told.Keys("reasons", "returnReason.")).With(told.Detail(told.Units())),
        ["ReturnAuthorised"] = told => told.Say(told.Text("name")),
        ["ReturnReceived"] = told => told.Say(told.Text("name"), told.Site("warehouse")).With(told.Detail(told.Units())),
        ["ReturnGraded"] = told => told.Say(told.Text("name")).With(told.Detail(told.Units())),
        ["ReturnEnded"] = told => told.Say(told.Text("name"), told.Key("state", "returnState.")),
        ["RefundAsked"] = told => told.Say(told.Money("amount"), told.Text("name"), told.Text("by")),
        ["RefundApproved"] = told => Told.SayAs(told.Word("byRule") == "true" ? "journal.RefundApproved.rule" : "journal.RefundApproved", told.Money("amount")),
        ["RefundRefused"] = told => told.Say(told.Money("amount")),
        ["RefundExecuted"] = told => told.Say(told.Money("amount")).With(told.Detail(told.Text("reference"))),
        ["RefundFailed"] = told => told.Say(told.Money("amount")).With(told.Detail(told.Text("error"))),
        ["RefundRetried"] = told => told.Say(told.Money("amount")),
        ["ExchangeOrdered"] = told => told.Say(told.Text("name"), told.Text("exchange")),
        ["OrderClosed"] = told => told.Say(),
        ["ShopTold"] = told => Told.SayAs($"journal.ShopTold.{told.Word("what")}", told.Text("store")),
        ["ShopStockTold"] = told => told.Say(told.Text("store"), told.Text("sku"), told.Text("available")),
    };
}
