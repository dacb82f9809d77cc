using System.Globalization;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.ExceptionQueue;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/exceptions: what is wrong, whose it is, and the acts that mend it.</summary>
public static class ExceptionEndpoints
{
    public static void MapExceptions(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/exceptions").WithTags("Exceptions");
        cases.MapGet("/", ListAsync).NeedsDuty(Duty.WorkCases).Produces<Page<CaseBody>>().WithSummary("Cases, the one that falls due first at the top");
        cases.MapGet("/{id:guid}", GetAsync).NeedsDuty(Duty.ViewOrders).Produces<CaseBody>().WithSummary("One case");
        cases.MapPost("/{id:guid}/claim", ClaimAsync).Produces<CaseBody>().WithSummary("Take a case on");
        cases.MapPost("/{id:guid}/assign", AssignAsync).Produces<CaseBody>().WithSummary("Give a case to somebody, or to nobody");
        cases.MapPost("/{id:guid}/snooze", SnoozeAsync).Produces<CaseBody>().WithSummary("Put a case away until a time or an event; demands why");
        cases.MapPost("/{id:guid}/escalate", EscalateAsync).Produces<CaseBody>().WithSummary("Hand a case up to the ops managers, one severity higher");
        cases.MapPost("/{id:guid}/resolve", ResolveAsync).Produces<ResolvedBody>().WithSummary("Names the next action, and performs it");
    }

    private static async Task<IResult> ListAsync(HttpContext context, CaseReader cases, OrderNumbers numbers, LiveFeed feed, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!PageAsk.Read(context.Request, keys: 2, "code", "state", "severity", "ownerRole", "owner", "order", "cause").Decided(out var page, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        var (wrong, ask) = AskOf(page, numbers);
        if (wrong is not null)
        {
            return ApiProblem.Of(wrong);
        }

        var asOf = clock.GetUtcNow();
        var rows = await cases.ListAsync(ask, context.Actor(), cancellationToken);
        return page.IsCsv
            ? CsvOf(rows.Take(page.Take).Select(CaseBody.Of))
            : TypedResults.Ok(page.PageOf(rows, one => [one.Row.DueAt.ToString("O", CultureInfo.InvariantCulture), one.Row.Id.ToString()], CaseBody.Of, asOf, feed));
    }

    private static (Refusal? Wrong, CaseListAsk Ask) AskOf(PageAsk page, OrderNumbers numbers)
    {
        var wrong = page.Word<CaseState>("state", out var state) ?? page.Word<Severity>("severity", out _) ?? page.Word<Role>("ownerRole", out _);
        _ = page.Word<Severity>("severity", out var severity);
        _ = page.Word<Role>("ownerRole", out var role);
        var code = page.Text("code") is { } text ? ExceptionCodes.Find(text) : null;
        wrong ??= page.Text("code") is not null && code is null ? new(ApiProblem.FilterInvalid, "There is no such code; they are spelled like PHONE_INVALID.", "code") : null;
        var order = page.Text("order") is { } number ? numbers.Find(number) : null;
        wrong ??= page.Text("order") is not null && order is null ? new(ApiProblem.FilterInvalid, "This is no order's number.", "order") : null;
        (DateTimeOffset, Guid)? after = null;
        if (page.After is [var at, var id])
        {
            if (DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) && Guid.TryParse(id, out var last))
            {
                after = (due.ToUniversalTime(), last);
            }
            else
            {
                wrong ??= new(ApiProblem.Cursor, "This is no cursor of this list.", "after");
            }
        }

        return (wrong, new(code, state, severity, role, page.Text("owner"), order, page.Text("cause"), after, page.Take));
    }

    private static IResult CsvOf(IEnumerable<CaseBody> cases) => CsvAnswer.Of(
        "exceptions", ["code", "severity", "state", "order", "text", "owner_role", "owner", "opened_at", "due_at", "cause"],
        cases.Select(one => (IReadOnlyList<string?>)
        [
            one.Code.Text(), ApiJson.Spell(one.Severity), ApiJson.Spell(one.State), one.Number, one.Text, ApiJson.Spell(one.OwnerRole), one.Owner,
            one.OpenedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            one.DueAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), one.CauseKey,
        ]));

    private static async Task<IResult> GetAsync(Guid id, HttpContext context, CaseReader cases, CancellationToken cancellationToken) =>
        await cases.FindAsync(id, context.Actor(), cancellationToken) is { } one ? TypedResults.Ok(CaseBody.Of(one)) : ApiProblem.Of(CaseRefusals.Unknown(id));

    private static async Task<IResult> ClaimAsync(Guid id, HttpContext context, ClaimCaseHandler handler, CaseReader cases, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), id, context.Actor()), cancellationToken), _ => ShowAsync(id, context, cases, cancellationToken), cancellationToken);

    private static async Task<IResult> AssignAsync(
        Guid id, AssignBody body, HttpContext context, AssignCaseHandler handler, CaseReader cases, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), id, body.To, context.Actor()), cancellationToken), _ => ShowAsync(id, context, cases, cancellationToken), cancellationToken);

    private static async Task<IResult> SnoozeAsync(
        Guid id, SnoozeBody body, HttpContext context, SnoozeCaseHandler handler, CaseReader cases, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), id, body.Until, body.Event, body.Why, context.Actor()), cancellationToken),
            _ => ShowAsync(id, context, cases, cancellationToken), cancellationToken);

    private static async Task<IResult> EscalateAsync(
        Guid id, EscalateBody? body, HttpContext context, EscalateCaseHandler handler, CaseReader cases, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), id, body?.Why, context.Actor()), cancellationToken), _ => ShowAsync(id, context, cases, cancellationToken), cancellationToken);

    private static async Task<IResult> ResolveAsync(Guid id, ResolveBody body, HttpContext context, ResolveCaseHandler handler, ActAnswers answers, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>();
        foreach (var (name, told) in body.Values ?? new Dictionary<string, JsonElement>())
        {
            if (TextOf(told) is not { } text)
            {
                return ApiProblem.Of(new Refusal("exceptions.value-invalid", "A value is a text or a number.", $"values.{name}"));
            }

            values[name] = text;
        }

        var outcome = await handler.HandleAsync(new(context.CommandId(), id, body.Action, values, body.Why, body.AllOfCause, context.Actor()), cancellationToken);
        return await answers.OfAsync(outcome, acted => Task.FromResult<object?>(ResolvedBody.Of(acted)), cancellationToken);
    }

    private static string? TextOf(JsonElement told) => told.ValueKind switch
    {
        JsonValueKind.String => told.GetString(),
        JsonValueKind.Number => told.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    private static async Task<object?> ShowAsync(Guid id, HttpContext context, CaseReader cases, CancellationToken cancellationToken) =>
        await cases.FindAsync(id, context.Actor(), cancellationToken) is { } one ? CaseBody.Of(one) : null;
}
