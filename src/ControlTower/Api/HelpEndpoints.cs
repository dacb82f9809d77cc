using ControlTower.Access;
using ControlTower.Live;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/help-calls and /api/v1/shifts: who needs a lead, and who works when.</summary>
public static class HelpEndpoints
{
    public sealed record HelpWish(string Warehouse, string Zone, HelpKind Kind = HelpKind.Other, string Text = "");

    public sealed record HelpBody(Guid Id, string Warehouse, string Zone, HelpKind Kind, string Text, HelpState State, DateTimeOffset RaisedAt, string RaisedBy, DateTimeOffset? AnsweredAt, string? AnsweredBy, DateTimeOffset? ClosedAt);

    public sealed record ShiftWish(string Warehouse, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<StationCount> People);

    public static void MapHelp(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/help-calls").WithTags("Help calls");
        calls.MapGet("", ListAsync).NeedsDuty(Duty.RaiseHelpCalls).Produces<IReadOnlyList<HelpBody>>().WithSummary("Calls that are not over, and those of the last day");
        calls.MapPost("", CallAsync).NeedsDuty(Duty.RaiseHelpCalls).Produces<HelpBody>(StatusCodes.Status201Created).WithSummary("Call a lead; the walls of the warehouse show it until it is answered");
        calls.MapPost("/{id:guid}/answer", AnswerAsync).NeedsDuty(Duty.AnswerHelpCalls).Produces<HelpBody>().WithSummary("You are on the way");
        calls.MapPost("/{id:guid}/close", CloseAsync).NeedsDuty(Duty.RaiseHelpCalls).Produces<HelpBody>().WithSummary("It is solved");

        var shifts = api.MapGroup("/shifts").WithTags("Shifts");
        shifts.MapGet("", ShiftsAsync).NeedsDuty(Duty.ViewOrders).Produces<IReadOnlyList<ShiftNow>>().WithSummary("Who works when, where, at what; from yesterday on");
        shifts.MapPost("", PlanAsync).NeedsDuty(Duty.AnswerHelpCalls).WithSummary("Plan a shift; the same warehouse and times again replace it");
    }

    private static async Task<IResult> ListAsync(HttpContext context, FloorReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.CallsAsync(cancellationToken)).Where(call => context.Actor().Sees(call.Warehouse)).Select(BodyOf).ToList());

    private static async Task<IResult> CallAsync(HelpWish wish, HttpContext context, HelpCallsHandler handler, FloorReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new CallHelp(context.CommandId(), context.Actor(), wish.Warehouse, wish.Zone, wish.Kind, wish.Text), cancellationToken),
            told => ShowAsync(told.Call, reader, cancellationToken), cancellationToken, StatusCodes.Status201Created);

    private static async Task<IResult> AnswerAsync(Guid id, HttpContext context, HelpCallsHandler handler, FloorReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new AnswerHelp(context.CommandId(), context.Actor(), id), cancellationToken), told => ShowAsync(told.Call, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> CloseAsync(Guid id, HttpContext context, HelpCallsHandler handler, FloorReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new CloseHelp(context.CommandId(), context.Actor(), id), cancellationToken), told => ShowAsync(told.Call, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> ShiftsAsync(HttpContext context, FloorReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok((await reader.ShiftsAsync(cancellationToken)).Where(shift => context.Actor().Sees(shift.Warehouse)).ToList());

    private static async Task<IResult> PlanAsync(ShiftWish wish, HttpContext context, PlanShiftHandler handler, FloorReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Warehouse, wish.From, wish.To, wish.People), cancellationToken),
            async told => (await reader.ShiftsAsync(cancellationToken)).FirstOrDefault(shift => shift.Warehouse == told.Warehouse && shift.From == told.From && shift.To == told.To), cancellationToken);

    private static async Task<object?> ShowAsync(Guid id, FloorReader reader, CancellationToken cancellationToken) =>
        await reader.CallAsync(id, cancellationToken) is { } call ? BodyOf(call) : null;

    private static HelpBody BodyOf(HelpCall call) => new(
        call.Id, call.Warehouse, call.Zone, call.Kind, call.Text, call.State, call.RaisedAt, call.RaisedName, call.AnsweredAt, call.AnsweredName, call.ClosedAt);
}
