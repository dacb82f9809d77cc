using System.Globalization;
using System.Net;
using System.Text;
using ControlTower.Simulator.Messages;
using ControlTower.Simulator.Couriers;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Printers;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator;

/// <summary>The simulator's own doors: a page with counts and buttons, mishaps on request, and the shops' books for whoever compares.</summary>
internal static class Page
{
    private static readonly int[] s_speeds = [1, 5, 10, 30, 60];

    public static void Map(WebApplication app)
    {
        app.MapGet("/", (Tally tally, Pace pace, SimSettings settings, MessageLedger messages, PrinterLedger labels, PrinterDesk printer, HttpContext call) =>
        {
            call.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'";
            return Results.Content(Render(tally, pace, settings) + PrinterPage.Of(labels, printer) + MessagePage.Of(messages), "text/html; charset=utf-8");
        });
        app.MapGet("/counts", (Tally tally, Pace pace) => Results.Json(new { speed = pace.Speed, counts = tally.All.ToDictionary() }));
        app.MapGet("/ledger/messages", (MessageLedger messages, SmtpDesk smtp) => Results.Json(new { smtpPort = smtp.Port, messages = messages.All() }));
        app.MapGet("/ledger/{store}", (string store, StoreFront front) => front.Find(store) is { } channel ? Results.Json(LedgerOf(channel.Ledger)) : Results.NotFound());

        var acts = app.MapGroup("").AddEndpointFilter((call, next) => IsOurs(call.HttpContext.Request) ? next(call) : new ValueTask<object?>(Results.StatusCode(403)));
        acts.MapPost("/speed/{speed:int}", (int speed, Pace pace, HttpContext call) =>
        {
            pace.Speed = speed;
            return Answer(call, new { speed = pace.Speed });
        });
        acts.MapPost("/mishaps/{kind}", CauseAsync);
        acts.MapPost("/messages/mend", (MessageLedger messages, HttpContext call) =>
        {
            messages.Mend();
            return Answer(call, new { messages.IsDown });
        });
        acts.MapPost("/messages/answers-after/{milliseconds:int}", (int milliseconds, MessageLedger messages, HttpContext call) =>
        {
            messages.AnswersAfter = TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, 60_000));
            return Answer(call, new { messages.AnswersAfter });
        });
    }

    /// <summary><c>?store=</c> names the shop where it happens; else it is the WooCommerce one. <c>?seconds=</c>: how long a printer is off.</summary>
    private static async Task<IResult> CauseAsync(
        string kind, string? store, string? courier, int? seconds, MishapDesk desk, CarrierMishaps carriers, PrinterMishaps printers, StoreFront front, HttpContext call)
    {
        if ((carriers.Cause(kind, courier) ?? printers.Cause(kind, seconds)) is { } caused)
        {
            return Answer(call, caused);
        }

        if (MishapOdds.Find(kind) is not { } mishap)
        {
            return Results.Json(new { error = $"No such mishap. Known: {string.Join(", ", MishapOdds.Names.Concat(CarrierMishaps.Names).Concat(PrinterMishaps.Names))}." }, statusCode: 404);
        }

        if (front.Find(store ?? Store.SiteEg.Key) is not { } at)
        {
            return Results.Json(new { error = $"No such store. Known: {string.Join(", ", Store.All.Select(one => one.Key))}." }, statusCode: 404);
        }

        var other = front.At(at.Store == Store.ShopSa ? Store.SiteEg : Store.ShopSa);
        var orders = await desk.CauseAsync(mishap, at, other, CancellationToken.None); // a visitor who leaves does not undo it
        var about = orders.Select(order => new { store = order.Store, externalId = order.ExternalId, skus = order.Lines.Select(line => line.Sku) });
        return Answer(call, new { mishap, orders = about });
    }

    private static object LedgerOf(ShopLedger ledger) => new
    {
        store = ledger.Store.Key,
        made = ledger.Made,
        orders = ledger.All().Select(order => new
        {
            externalId = order.ExternalId, version = order.UpdatedAt, versions = order.Version, state = order.State.ToString().ToLowerInvariant(),
            paid = order.PaidAt is not null, mishap = order.Mishap?.ToString(), total = Amount.Text(order.Total), number = order.TowerNumber,
        }),
    };

    /// <summary>A page somewhere else, open in the same browser, does not press our buttons.</summary>
    private static bool IsOurs(HttpRequest request) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin || Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value;

    private static IResult Answer(HttpContext call, object body) =>
        call.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) ? Results.Redirect("/") : Results.Json(body, TowerClient.Json);

    private static string Render(Tally tally, Pace pace, SimSettings settings)
    {
        var html = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Simulated floor</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2330;background:#fff}
            table{border-collapse:collapse}td{padding:.15rem 1.5rem .15rem 0;font-variant-numeric:tabular-nums}form{display:inline}
            button{font:inherit;min-height:2.5rem;margin:.2rem;padding:.3rem .9rem;border:1px solid #5b6679;border-radius:.4rem;background:#f3f5f8;color:inherit}
            button[disabled]{background:#1c2330;color:#fff}</style><h1>Simulated floor</h1>
            <p>The outside world of the demo: two shops that send signed webhooks, four counters, the providers of mail, SMS and WhatsApp, customers, and staff who work the exception list.
            Stop this process, and no order moves any more.</p>
            """);
        html.Append(CultureInfo.InvariantCulture, $"<p>Tower: {Text(settings.Tower.ToString())} · seed {settings.Seed}</p><h2>Speed</h2>");
        foreach (var speed in s_speeds)
        {
            var now = speed == pace.Speed ? " disabled" : "";
            html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"/speed/{speed}\"><button{now}>×{speed}</button></form>");
        }

        html.Append("<h2>Make something go wrong</h2>");
        foreach (var name in MishapOdds.Names.Concat(CarrierMishaps.Names).Concat(PrinterMishaps.Names))
        {
            html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"/mishaps/{Text(name)}\"><button>{Text(name)}</button></form>");
        }

        html.Append("<h2>Since the start</h2><table>");
        foreach (var (what, count) in tally.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(what)}<td>{count}");
        }

        html.Append("</table><h2>The shops' books</h2><p>");
        foreach (var store in Store.All)
        {
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"/ledger/{store.Key}\">{Text(store.Key)}</a> ");
        }

        return html.ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
