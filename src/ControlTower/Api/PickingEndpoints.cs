using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/picking: what a handheld says and hears.</summary>
public static class PickingEndpoints
{
    public sealed record ClaimWish(string Warehouse, Guid? List = null);

    public sealed record ClaimBody(Guid List, string Number, DateTimeOffset LeaseUntil, PickStep Next);

    public sealed record ScanWish(string Scan, Guid ScanId, int? Units = null);

    /// <summary>A wrong scan is an answer like any other, with what was expected and what was scanned.</summary>
    /// <param name="Next">What to do now; null: what is left of the list is stopped.</param>
    /// <param name="Position">Of the entry in the feed; null until it is stamped.</param>
    public sealed record ScanBody(
        ScanOutcome Outcome, string? Code, string Text, string? Expected, string Scanned, PickStep? Next, Guid Entry, long? Position);

    public sealed record ShortWish(ShortReason Reason, int? Units = null, ShortDecision? Decision = null);

    /// <param name="Broken">Numbers of other orders that go without, since there are fewer goods than were promised.</param>
    public sealed record ShortBody(Guid List, string Number, string Sku, int Units, ShortReason Reason, ShortDecision Decision, IReadOnlyList<string> Broken, PickStep? Next);

    public sealed record PutBackWish(string Scan);

    public sealed record PutBackBody(ScanOutcome Outcome, string? Code, string Text, string? Expected, string Scanned, PutBackNext Next);

    public static void MapPicking(this IEndpointRouteBuilder api)
    {
        var picking = api.MapGroup("/picking").WithTags("Picking").NeedsDuty(Duty.Pick);
        picking.MapPost("/claim", ClaimAsync).Produces<ClaimBody>().WithSummary("Take a list: the one named, or the one that is due first; one list each, for ten minutes after the last act");
        picking.MapGet("/{list:guid}", GetAsync).Produces<PickListNow>().WithSummary("One list with its lines, what comes next, and what waits to be put back");
        picking.MapPost("/{list:guid}/scan", ScanAsync).Produces<ScanBody>().WithSummary("Bin, items, tote, in this order; a wrong scan is refused in the answer and counted");
        picking.MapPost("/{list:guid}/undo", UndoAsync).Produces<PickListNow>().WithSummary("Take the last accepted scan back");
        picking.MapPost("/{list:guid}/skip", SkipAsync).Produces<PickListNow>().WithSummary("The line comes last; nothing is said about the stock");
        picking.MapPost("/{list:guid}/full", FullAsync).Produces<PickListNow>().WithSummary("The tote is full; another one follows");
        picking.MapPost("/{list:guid}/short", ShortAsync).Produces<ShortBody>().WithSummary("The shelf has fewer: the books follow, and the line goes to another bin, another site, later, or is cancelled");
        picking.MapPost("/{list:guid}/put-back", PutBackAsync).Produces<PutBackBody>().WithSummary("Goods for nobody go back: item by item, then their bin");
        picking.MapPost("/{list:guid}/unclaim", UnclaimAsync).Produces<PickListNow>().WithSummary("Give the list back; what lies in totes stays known");
    }

    private static async Task<IResult> ClaimAsync(ClaimWish wish, HttpContext context, ClaimListHandler handler, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Warehouse, wish.List), cancellationToken),
            claimed => Task.FromResult<object?>(new ClaimBody(claimed.List, claimed.ListNumber, claimed.LeaseUntil, claimed.Next)), cancellationToken);

    private static async Task<IResult> GetAsync(Guid list, HttpContext context, PickListReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(list, cancellationToken) is not { } found ? ApiProblem.Of(PickingRefusals.Unknown(list.ToString()))
        : !context.Actor().Sees(found.Warehouse) ? ApiProblem.Of(AccessRefusals.OutOfScope(found.Warehouse))
        : TypedResults.Ok(found);

    private static async Task<IResult> ScanAsync(Guid list, ScanWish wish, HttpContext context, ScanPickHandler handler, CancellationToken cancellationToken)
    {
        var outcome = await handler.HandleAsync(new(context.CommandId(), context.Actor(), list, wish.Scan, wish.ScanId, wish.Units), cancellationToken);
        return outcome.Decided(out var taken, out var refused)
            ? TypedResults.Ok(new ScanBody(
                taken.Event.Outcome, taken.Event.Code, taken.Event.Text, taken.Event.Expected, taken.Event.Scanned, taken.Event.Next, taken.Entry, Position: null))
            : ApiProblem.Of(refused);
    }

    private static Task<IResult> UndoAsync(Guid list, HttpContext context, UndoScanHandler handler, PickListReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        ShownAsync(list, handler.HandleAsync(new(context.CommandId(), context.Actor(), list), cancellationToken), reader, answers, cancellationToken);

    private static Task<IResult> SkipAsync(Guid list, HttpContext context, SkipLineHandler handler, PickListReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        ShownAsync(list, handler.HandleAsync(new(context.CommandId(), context.Actor(), list), cancellationToken), reader, answers, cancellationToken);

    private static Task<IResult> FullAsync(Guid list, HttpContext context, FillToteHandler handler, PickListReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        ShownAsync(list, handler.HandleAsync(new(context.CommandId(), context.Actor(), list), cancellationToken), reader, answers, cancellationToken);

    private static Task<IResult> UnclaimAsync(Guid list, HttpContext context, UnclaimListHandler handler, PickListReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        ShownAsync(list, handler.HandleAsync(new(context.CommandId(), context.Actor(), list), cancellationToken), reader, answers, cancellationToken);

    private static async Task<IResult> ShortAsync(
        Guid list, ShortWish wish, HttpContext context, ReportShortHandler handler, SkipLineHandler skip, PickListReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        wish.Reason == ShortReason.Unreachable
            ? await SkipAsync(list, context, skip, reader, answers, cancellationToken) // says nothing about the stock
            : await answers.OfAsync(
                await handler.HandleAsync(new(context.CommandId(), context.Actor(), list, wish.Reason, wish.Units, wish.Decision), cancellationToken),
                told => Task.FromResult<object?>(new ShortBody(told.List, told.Number, told.Sku, told.Units, told.Reason, told.Decision, told.Broken, told.Next)), cancellationToken);

    private static async Task<IResult> PutBackAsync(
        Guid list, PutBackWish wish, HttpContext context, ScanPutBackHandler handler, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), list, wish.Scan), cancellationToken),
            told => Task.FromResult<object?>(new PutBackBody(told.Outcome, told.Code, told.Text, told.Expected, told.Scanned, told.Next)), cancellationToken);

    internal static async Task<IResult> ShownAsync<TEvent>(
        Guid list, Task<Outcome<Committed<TEvent>>> act, PickListReader reader, ActAnswers answers, CancellationToken cancellationToken)
        where TEvent : class, IJournaled =>
        await answers.OfAsync(await act, async _ => await reader.FindAsync(list, cancellationToken), cancellationToken);
}
