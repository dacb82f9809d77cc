using System.Globalization;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Intake;
using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/orders and /api/v1/search: what can be read of orders.</summary>
public static class OrderEndpoints
{
    private const int FileRowsMax = 5_000;

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").NeedsDuty(Duty.ViewOrders).WithTags("Orders");
        orders.MapGet("/", ListAsync).Produces<Page<OrderRowBody>>().WithSummary("Orders, the one that moved last first");
        orders.MapGet("/{number}", GetAsync).Produces<OrderBody>().WithSummary("Everything about one order");
        orders.MapGet("/{number}/timeline", TimelineAsync).Produces<Page<TimelineBody>>().WithSummary("What happened to an order, in plain words");
        api.MapGet("/search", SearchAsync).NeedsDuty(Duty.ViewOrders).WithTags("Orders").Produces<IReadOnlyList<SearchBody>>().WithSummary("Find by whatever a customer or a label says");
    }

    private static async Task<IResult> GetAsync(string number, HttpContext context, OrderReader orders, CancellationToken cancellationToken)
    {
        if (PageAsk.UnknownFilter(context.Request) is { } unknown)
        {
            return ApiProblem.Of(unknown);
        }

        return (await orders.ForAsync(number, context.Actor(), cancellationToken)).Decided(out var picture, out var refused)
            ? TypedResults.Ok(OrderBody.Of(picture, context.Actor()))
            : ApiProblem.Of(refused);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, OrderReader orders, OrderSearch search, LiveFeed feed, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!PageAsk.Read(context.Request, keys: 2, "state", "channel", "store", "warehouse", "hold", "olderThanHours", "q").Decided(out var page, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        var (wrong, ask) = AskOf(page);
        if (wrong is not null)
        {
            return ApiProblem.Of(wrong);
        }

        var (actor, asOf) = (context.Actor(), clock.GetUtcNow());
        if (ask.Warehouse is { } warehouse && !actor.Sees(warehouse))
        {
            return ApiProblem.Of(AccessRefusals.OutOfScope(warehouse));
        }

        if (page.Text("q") is { } text)
        {
            ask = ask with { Ids = [.. (await search.FindAsync(text, actor, cancellationToken, most: PageAsk.TakeMax)).Select(hit => hit.Order).OfType<Guid>()] };
        }

        if (page.IsCsv)
        {
            return CsvOf(await orders.ListAsync(ask with { Take = FileRowsMax }, actor, cancellationToken));
        }

        var rows = await orders.ListAsync(ask, actor, cancellationToken);
        return TypedResults.Ok(page.PageOf(rows, row => [row.LastMovementAt.ToString("O", CultureInfo.InvariantCulture), row.Id.ToString()], OrderRowBody.Of, asOf, feed));
    }

    private static (Refusal? Wrong, OrderListAsk Ask) AskOf(PageAsk page)
    {
        HoldType? hold = null;
        var wrong = page.Word<Headline>("state", out var state) ?? page.Word<Channel>("channel", out _) ?? page.Whole("olderThanHours", out _)
            ?? (page.Text("hold") is "any" ? null : page.Word("hold", out hold));
        _ = page.Word<Channel>("channel", out var channel);
        _ = page.Whole("olderThanHours", out var hours);
        (DateTimeOffset, Guid)? after = null;
        if (page.After is [var at, var id])
        {
            if (DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moved) && Guid.TryParse(id, out var last))
            {
                after = (moved.ToUniversalTime(), last);
            }
            else
            {
                wrong ??= new(ApiProblem.Cursor, "This is no cursor of this list.", "after");
            }
        }

        wrong ??= hours > 24 * 3650 ? new(ApiProblem.FilterInvalid, "No order is that old.", "olderThanHours") : null;
        return (wrong, new(state, channel, page.Text("store"), page.Text("warehouse"), hold, page.Text("hold") is "any", hours, null, after, page.Take));
    }

    private static IResult CsvOf(IReadOnlyList<OrderHead> orders) => CsvAnswer.Of(
        "orders",
        ["number", "store", "channel", "external_number", "headline", "payment", "method", "placed_at", "received_at", "confirmed_at", "ship_by", "last_movement_at", "stage", "total", "cod_due", "currency", "holds", "cases", "warehouses"],
        orders.Select(order => (IReadOnlyList<string?>)
        [
            order.Number, order.Store, ApiJson.Spell(order.Channel), order.ExternalNumber, ApiJson.Spell(order.Headline), ApiJson.Spell(order.Payment), ApiJson.Spell(order.Method),
            Time(order.PlacedAt), Time(order.ReceivedAt), Time(order.ConfirmedAt), Time(order.ShipBy), Time(order.LastMovementAt), order.Stage is { } stage ? ApiJson.Spell(stage) : "",
            order.Total.AmountText, order.CodDue?.AmountText, order.Total.Currency, order.OpenHolds.ToString(CultureInfo.InvariantCulture),
            order.OpenCases.ToString(CultureInfo.InvariantCulture), string.Join(' ', order.Warehouses),
        ]));

    private static async Task<IResult> TimelineAsync(
        string number, HttpContext context, OrderReader orders, Timeline timeline, LiveFeed feed, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!PageAsk.Read(context.Request, keys: 1).Decided(out var page, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        var (actor, asOf) = (context.Actor(), clock.GetUtcNow());
        if (!(await orders.ForAsync(number, actor, cancellationToken)).Decided(out var picture, out refused))
        {
            return ApiProblem.Of(refused);
        }

        var after = 0L;
        if (page.After is [var cursor] && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return ApiProblem.Of(new Refusal(ApiProblem.Cursor, "This is no cursor of this list.", "after"));
        }

        var entries = await timeline.ReadAsync(JournalKeys.Order(picture.Head.Id), after, page.Take, actor.May(Duty.ViewPersonalData), cancellationToken);
        return TypedResults.Ok(page.PageOf(
            entries, entry => [(entry.Position ?? after).ToString(CultureInfo.InvariantCulture)], TimelineBody.Of, asOf, feed));
    }

    private static async Task<IResult> SearchAsync(HttpContext context, OrderSearch search, CancellationToken cancellationToken)
    {
        if (PageAsk.UnknownFilter(context.Request, "q") is { } unknown)
        {
            return ApiProblem.Of(unknown);
        }

        var asked = context.Request.Query["q"].ToString();
        return asked.Trim().Length is 0 or > OrderSearch.CharsMax
            ? ApiProblem.Of(new Refusal(ApiProblem.FilterInvalid, $"Ask with q, 1 to {OrderSearch.CharsMax} characters.", "q"))
            : TypedResults.Ok((await search.FindAsync(asked, context.Actor(), cancellationToken)).Select(SearchBody.Of));
    }

    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}

/// <param name="Text">In English; screens say it in the reader's language.</param>
public sealed record TimelineBody(
    long? Position, DateTimeOffset At, string Kind, string Who, string? Device, string Text, string? Why, JsonElement? Old, JsonElement New)
{
    private static readonly EntryVoice s_english = new(EnglishWords.Of, at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture), site => site);

    public static TimelineBody Of(TimelineEntry entry) => new(
        entry.Position, entry.At, entry.Kind, entry.Who, entry.Device,
        entry.Sentence.In(s_english),
        entry.Why, entry.Old, entry.New);
}

public sealed record SearchBody(string Kind, string Number, string Matched, Headline? Headline, string Text)
{
    public static SearchBody Of(SearchHit hit) => new(hit.Kind, hit.Number, hit.Matched, hit.Headline, hit.Text);
}
