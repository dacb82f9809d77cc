using System.Text.Json;
using ControlTower.Intake;
using ControlTower.Journal;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.CustomerSupport;

/// <summary>The answer to "where is my order", before anything else on its page.</summary>
public static class OrderAnswer
{
    /// <summary>What it is doing: "Held: phone not valid."</summary>
    public static string State(OrderPicture order, TowerWords words) =>
        order.CancelCause is { } cause && order.Head.Headline == Headline.Cancelled ? words["order.answer.cancelledFor", words.Of(cause)]
        : Hold(order) is { } hold ? words.Held(hold.Type) + "."
        : words["order.answer." + Camel(order.Head.Headline)];

    /// <summary>Until when; empty where nothing is promised (any more).</summary>
    public static string Promise(OrderPicture order, TowerWords words, TimeZoneInfo zone) =>
        order.Head.ShipBy is { } due && order.Head.Stage is not null && order.Head.HandedOverAt is null ? words["order.answer.shipBy", Time(due, words, zone)] : "";

    public static string Money(OrderPicture order, TowerWords words) => order.Head.CodDue is { } due
        ? words["order.answer.collect", $"{words.Amount(due, isExact: true)} {due.Currency}"]
        : words["order.answer.payment", words.Of(order.Head.Payment)];

    /// <summary>What may be told to the customer as it stands: no cause, no colleague, no warehouse.</summary>
    public static string Safe(OrderPicture order, TowerWords words)
    {
        var isHeld = Hold(order) is not null && !order.Head.IsOver;
        var sentence = (string)words[isHeld ? "order.say.held" : "order.say." + Camel(order.Head.Headline), order.Head.ExternalNumber];
        return order.Head.CodDue is { } due && !order.Head.IsOver && !isHeld ? $"{sentence} {words["order.say.cash", $"{words.Amount(due, isExact: true)} {due.Currency}"]}" : sentence;
    }

    public static string Say(Journal.TimelineEntry entry, TowerWords words, TimeZoneInfo zone) =>
        entry.Sentence.In(key => words.Has(key) ? words[key] : key, at => Time(at, words, zone), words.IsRightToLeft ? "، " : ", ");

    public static IconPath DrawingOf(string kind) => kind switch
    {
        "HoldPlaced" => Icons.Lock,
        "HoldReleased" => Icons.LockOpen,
        "OrderReceived" or "OrderPlaced" or "OrderRetold" => Icons.Inbox,
        "StockPromised" or "StockMissing" or "PromiseGivenBack" => Icons.Boxes,
        "PaymentMoved" => Icons.Cash,
        "NoteWritten" => Icons.Note,
        "OrderCancelled" => Icons.Ban,
        "OrderConfirmed" or "OrderValidated" or "CaseResolved" => Icons.CircleCheck,
        "ShipBySet" => Icons.Clock,
        _ when kind.StartsWith("Case", StringComparison.Ordinal) => Icons.Warning,
        _ => Icons.History,
    };

    public static string Time(DateTimeOffset at, TowerWords words, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM HH:mm", words.Culture);

    private static PicturedHold? Hold(OrderPicture order) => order.Holds.FirstOrDefault(hold => hold.ReleasedAt is null);

    private static string Camel(Headline headline) => JsonNamingPolicy.CamelCase.ConvertName(headline.ToString());
}
