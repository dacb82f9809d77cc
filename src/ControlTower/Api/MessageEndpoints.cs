using System.Globalization;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Intake;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/intake/messages: what came in, raw, and what became of it.</summary>
public static class MessageEndpoints
{
    public sealed record DiscardBody(string? Why = null);

    /// <param name="Reason">Why it was ignored or not understood.</param>
    /// <param name="Body">As text; left out in lists.</param>
    public sealed record MessageBody(
        Guid Id, string Store, string Topic, DateTimeOffset ReceivedAt, InboundState State, string? Reason, JsonElement Headers, string? Body, string? Number, Guid? Case,
        string Door, string? ExternalId, int Attempts)
    {
        public static MessageBody Of(ShelvedMessage message) => new(
            message.Id, message.Store, message.Topic, message.ReceivedAt, message.State, message.Reason, JsonDocument.Parse(message.Headers).RootElement, message.Body,
            message.Number, message.Case, message.Door, message.ExternalId, message.Attempts);
    }

    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        var messages = api.MapGroup("/intake/messages").WithTags("Raw messages");
        messages.MapGet("/", ListAsync).NeedsDuty(Duty.ReadRawMessages).Produces<Page<MessageBody>>().WithSummary("What came in, the newest first");
        messages.MapGet("/{id:guid}", GetAsync).NeedsDuty(Duty.ReadRawMessages).Produces<MessageBody>().WithSummary("One message with its headers and its body");
        messages.MapPost("/{id:guid}/replay", ReplayAsync).Produces<MessageBody>().WithSummary("Read a message once more, after a fix");
        messages.MapPost("/{id:guid}/discard", DiscardAsync).Produces<MessageBody>().WithSummary("Nothing will be made of it; demands why, and solves its case");
    }

    private static async Task<IResult> ListAsync(HttpContext context, MessageShelf shelf, LiveFeed feed, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!PageAsk.Read(context.Request, keys: 2, "store", "state").Decided(out var page, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        if (page.Word<InboundState>("state", out var state) is { } wrong)
        {
            return ApiProblem.Of(wrong);
        }

        (DateTimeOffset, Guid)? after = null;
        if (page.After is [var at, var id])
        {
            if (!DateTimeOffset.TryParseExact(at, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var received) || !Guid.TryParse(id, out var last))
            {
                return ApiProblem.Of(new Refusal(ApiProblem.Cursor, "This is no cursor of this list.", "after"));
            }

            after = (received.ToUniversalTime(), last);
        }

        var asOf = clock.GetUtcNow();
        var rows = await shelf.ListAsync(new(page.Text("store"), state, after, page.Take), cancellationToken);
        return TypedResults.Ok(page.PageOf(rows, one => [one.ReceivedAt.ToString("O", CultureInfo.InvariantCulture), one.Id.ToString()], MessageBody.Of, asOf, feed));
    }

    private static async Task<IResult> GetAsync(Guid id, MessageShelf shelf, CancellationToken cancellationToken) =>
        await shelf.FindAsync(id, cancellationToken) is { } message ? TypedResults.Ok(MessageBody.Of(message)) : ApiProblem.Of(MessageRefusals.Unknown(id));

    private static async Task<IResult> ReplayAsync(Guid id, HttpContext context, ReplayMessageHandler handler, MessageShelf shelf, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), id, context.Actor()), cancellationToken), _ => ShowAsync(id, shelf, cancellationToken), cancellationToken);

    private static async Task<IResult> DiscardAsync(
        Guid id, DiscardBody body, HttpContext context, DiscardMessageHandler handler, MessageShelf shelf, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), id, body.Why, context.Actor()), cancellationToken), _ => ShowAsync(id, shelf, cancellationToken), cancellationToken);

    private static async Task<object?> ShowAsync(Guid id, MessageShelf shelf, CancellationToken cancellationToken) =>
        await shelf.FindAsync(id, cancellationToken) is { } message ? MessageBody.Of(message) : null;
}
