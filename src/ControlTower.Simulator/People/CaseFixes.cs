using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>What a member of staff does about a case.</summary>
/// <param name="Action">As the tower's <c>resolve</c> spells it.</param>
/// <param name="AllOfCause">For all cases with the same cause at once.</param>
public sealed record Fix(string Action, object Values, string? Why = null, bool AllOfCause = false);

/// <summary>
/// How staff decide, from what the case shows, the order's page, and what the customer says on the phone: who is called knows
/// the own number, home and wish.
/// </summary>
public sealed class CaseFixes(Catalogue catalogue, int seed)
{
    private static readonly object s_none = new();

    /// <param name="row">The case as the list shows it.</param>
    /// <param name="order">The tower's page of the order; undefined where the case is about something else.</param>
    /// <param name="known">The customer at the other end of the line; null for an order that did not come from here.</param>
    /// <returns>Null: it is left to a person.</returns>
    public Fix? Decide(JsonElement row, JsonElement order, ShopOrder? known)
    {
        var dice = Dice.Of(seed, "case", row.Text("id") ?? "");
        var fix = row.Text("code") switch
        {
            "PHONE_INVALID" => new Fix("fixPhone", new { phone = known?.Buyer.Phone ?? Phones.Mobile(CountryOf(order), dice) }),
            "ADDR_INVALID" => Complete(known?.Buyer.Home ?? Places.In(CountryOf(order), dice)),
            "SKU_UNKNOWN" => new Fix("mapSku", new { sku = RealSku(row, known) }, AllOfCause: true),
            "QTY_INVALID" => new Fix("setUnits", new { line = LineWithoutUnits(order), units = 1 }),
            "SHIP_METHOD_INVALID" => new Fix("mapService", new { service = "standard" }),
            "PAY_MISMATCH" => new Fix("acceptPayment", s_none, "The bank's statement shows the amount."),
            "FRAUD_REVIEW" => dice.Below(10) switch
            {
                < 5 => new Fix("accept", s_none, "Known customer; the order is meant."),
                < 7 => new Fix("verify", s_none, "Called back; name and order agree."),
                _ => new Fix("cancelOrder", s_none, "Nobody answers at that number."),
            },
            "DUPLICATE_SUSPECT" => dice.Chance(0.5)
                ? new Fix("accept", s_none, "The customer wants both.")
                : new Fix("cancelOrder", s_none, "Pressed twice; the customer wants one."),
            "NO_STOCK" or "PROMISE_BROKEN" => IsPartlyPromised(order) && dice.Chance(0.6) ? new Fix("splitOrder", s_none) : new Fix("waitForStock", s_none),
            "MESSAGE_UNREADABLE" => new Fix("discard", s_none, "Cut short by the shop; the order came with the sweep."),
            "CHANGED_AFTER_RELEASE" => row.Part("evidence").Text("changed") != "cancelled"
                ? new Fix("keepOurs", s_none, "It is on the floor already; the customer was told.")
                : new Fix("apply", s_none),
            "SHORT_PICK" or "WRONG_SCAN_REPEAT" => new Fix("done", s_none, "Looked at the shelf; the label hangs right again."),
            "REFUND_FAILED" => new Fix("paidByHand", new { reference = $"BANK-{dice.Digits(6)}" }),
            "CHANNEL_SILENT" => new Fix("sweepNow", s_none),
            "WRITEBACK_FAILED" => new Fix("resend", s_none),
            _ => null,
        };
        return fix is not null && Offers(row, fix.Action) ? fix : null;
    }

    /// <summary>What a customer says when support calls about cash on delivery.</summary>
    public Answer CodAnswer(ShopOrder? known, string number) =>
        Dice.Of(seed, "cod", known?.ExternalId ?? number).Below(100) switch
        {
            < 78 => Answer.Yes,
            < 90 => Answer.No,
            _ => Answer.NobodyThere,
        };

    private static Fix Complete(Address home) =>
        new("completeAddress", new { line1 = home.Line1, line2 = home.Line2, city = home.City, region = home.Region, postcode = home.Postcode, country = home.Country });

    private string RealSku(JsonElement row, ShopOrder? known)
    {
        var typed = row.Part("evidence").Text("sku") ?? row.Text("causeKey")?.Split(':', 2)[^1] ?? "";
        return known?.Lines.FirstOrDefault(line => line.Sku == typed)?.RealSku
            ?? known?.Lines.FirstOrDefault(line => line.Sku != line.RealSku)?.RealSku
            ?? catalogue.Articles.MaxBy(article => article.Sku.Zip(typed).TakeWhile(pair => pair.First == pair.Second).Count())!.Sku;
    }

    private static int LineWithoutUnits(JsonElement order) =>
        order.List("lines").FirstOrDefault(line => line.Number("ordered") == 0) is { ValueKind: JsonValueKind.Object } line ? line.Number("line") : 1;

    private static bool IsPartlyPromised(JsonElement order) => order.List("lines").Any(line => line.Number("reserved") > 0);

    private static string CountryOf(JsonElement order) => order.Part("shipTo").Text("country") is "SA" ? "SA" : "EG";

    private static bool Offers(JsonElement row, string action) =>
        row.List("actions") is not { Count: > 0 } actions
        || actions.Any(offered => string.Create(CultureInfo.InvariantCulture, $"{offered}") == action || offered.Text("action") == action);
}

public enum Answer { Yes, No, NobodyThere }
