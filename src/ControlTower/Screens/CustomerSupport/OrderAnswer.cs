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
        : WaitsForStock(order) ? words["order.answer.waitsStock"]
        : words["order.answer." + Camel(order.Head.Headline)];

    /// <summary>Until when; empty where nothing is promised (any more).</summary>
    public static string Promise(OrderPicture order, TowerWords words, TimeZoneInfo zone) =>
        order.Head.ShipBy is { } due && order.Head.Stage is not null && order.Head.HandedOverAt is null ? words["order.answer.shipBy", Time(due, words, zone)] : "";

    public static string Money(OrderPicture order, TowerWords words) => order.Head.CodDue is { } due
        ? words["order.answer.collect", words.Sum(due)]
        : words["order.answer.payment", words.Of(order.Head.Payment)];

    /// <summary>What may be told to the customer as it stands: no cause, no colleague, no warehouse.</summary>
    public static string Safe(OrderPicture order, TowerWords words)
    {
        var isHeld = Hold(order) is not null && !order.Head.IsOver;
        var key = isHeld ? "held" : WaitsForStock(order) ? "waitsStock" : Camel(order.Head.Headline);
        var sentence = (string)words["order.say." + key, order.Head.ExternalNumber];
        return order.Head.CodDue is { } due && !order.Head.IsOver && !isHeld ? $"{sentence} {words["order.say.cash", words.Sum(due)]}" : sentence;
    }

    /// <summary>What ought to happen next, and by when; null where the order is over.</summary>
    public static string? Next(OrderPicture order, TowerWords words, TimeZoneInfo zone)
    {
        if (order.Head.IsOver)
        {
            return null;
        }

        var (key, parts) = order.Cases.Where(one => one.State != CaseState.Resolved).MinBy(one => one.DueAt) is { } open
            ? ("case", new object[] { CodeOf(open, words), open.OwnerName ?? words.Of(open.OwnerRole), Time(open.DueAt, words, zone) })
            : Hold(order) is { } hold ? ("held", [words.Of(hold.Type)])
            : WaitsForStock(order) ? ("stock", [string.Join(words["sourcing.comma"], Missing(order).Select(line => $"{line.Backordered} × {line.Sku}"))])
            : order.Head.ConfirmedAt is null ? ("check", [])
            : order.Head.ShipBy is { } due && order.Head.HandedOverAt is null ? ("leaves", [Time(due, words, zone)])
            : ("", []);
        return key.Length > 0 ? words["order.next." + key, parts].Value : null;
    }

    public static string CodeOf(PicturedCase one, TowerWords words) => ExceptionCodes.Find(one.Code) is { } code ? words.Of(code) : one.Code;

    /// <summary>How the entries of a timeline are told to this visitor.</summary>
    public static EntryVoice Voice(TowerWords words, TimeZoneInfo zone, SitePlaces sites) =>
        new(key => words.Has(key) ? words[key] : key, at => Time(at, words, zone), sites.NameOf, words["sourcing.comma"], words.IsRightToLeft);

    public static string Who(Journal.TimelineEntry entry, TowerWords words) => entry.WhoId == Playbook.Access.Actor.Tower.Id ? words["order.tower"] : entry.Who;

    public static IconPath DrawingOf(string kind) => kind switch
    {
        "HoldPlaced" => Icons.Lock,
        "HoldReleased" => Icons.LockOpen,
        "OrderReceived" or "OrderPlaced" or "OrderRetold" => Icons.Inbox,
        "StockPromised" or "StockMissing" or "PromiseGivenBack" or "PromiseBroken" => Icons.Boxes,
        "PaymentMoved" => Icons.Cash,
        "NoteWritten" => Icons.Note,
        "OrderCancelled" => Icons.Ban,
        "OrderConfirmed" or "OrderValidated" or "CaseResolved" => Icons.CircleCheck,
        "ShipBySet" => Icons.Clock,
        "CustomerWrote" => Icons.Message,
        _ when kind.StartsWith("Message", StringComparison.Ordinal) => Icons.Send,
        _ when kind.StartsWith("Case", StringComparison.Ordinal) => Icons.Warning,
        _ => Icons.History,
    };

    public static string Time(DateTimeOffset at, TowerWords words, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM HH:mm", words.Culture);

    private static bool WaitsForStock(OrderPicture order) => order.Head.Headline == Headline.Confirmed && Missing(order).Any();

    private static IEnumerable<PicturedLine> Missing(OrderPicture order) => order.Lines.Where(line => line.Backordered > 0);

    private static PicturedHold? Hold(OrderPicture order) => order.Holds.FirstOrDefault(hold => hold.ReleasedAt is null);

    private static string Camel(Headline headline) => JsonNamingPolicy.CamelCase.ConvertName(headline.ToString());
}
