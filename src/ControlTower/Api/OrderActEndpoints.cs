using ControlTower.Access;
using ControlTower.Flow;
using ControlTower.Intake;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Notifications;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>What can be done with orders: POST /api/v1/orders and below. Each act answers the order as its GET shows it.</summary>
public static class OrderActEndpoints
{
    public static void MapOrderActs(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        orders.MapPost("/", PlaceAsync).NeedsDuty(Duty.CreateOrdersInManualStores).Accepts<NewOrderBody>("application/json").Produces<OrderBody>(StatusCodes.Status201Created).Produces<OrderBody>()
            .WithSummary("Take an order in; the same store and externalId again brings it up to date");
        orders.MapPost("/{number}/cancel", CancelAsync).Produces<OrderBody>().WithSummary("Cancel an order, or some of its lines; demands why");
        orders.MapPost("/{number}/hold", HoldAsync).Produces<OrderBody>().WithSummary("Keep an order from the floor");
        orders.MapPost("/{number}/release", ReleaseAsync).Produces<OrderBody>().WithSummary("Release a hold; demands why");
        orders.MapPost("/{number}/edit", EditAsync).Produces<OrderBody>().WithSummary("Change an order before release; demands why");
        orders.MapPost("/{number}/confirm-cod", ConfirmCodAsync).Produces<OrderBody>().WithSummary("The customer confirmed that they pay at the door");
        orders.MapPost("/{number}/note", NoteAsync).Produces<OrderBody>().WithSummary("Write a note for colleagues");
        orders.MapPost("/{number}/message", WriteAsync).Produces<OrderBody>().WithSummary("Write to the customer: own words, or a template");
        orders.MapPost("/{number}/merge", MergeAsync).Produces<OrderBody>().WithSummary("End a double in favour of the other order");
    }

    private static Task<IResult> WriteAsync(string number, WriteToCustomerBody body, HttpContext context, WriteToCustomerHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        ActAsync(number, context, orders, answers, id => handler.HandleAsync(
            new(context.CommandId(), context.Actor(), id, body.Channel, body.Text, body.Template), cancellationToken), cancellationToken);

    private static async Task<IResult> PlaceAsync(
        HttpContext context, PlaceOrderHandler handler, OrderConveyor conveyor, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            return ApiProblem.Of(new Refusal("api.media-type", "Send the order as application/json."));
        }

        using var sent = new MemoryStream();
        await context.Request.Body.CopyToAsync(sent, cancellationToken);
        var raw = sent.ToArray();
        if (!OwnOrderReader.Read(raw).Decided(out var told, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        var outcome = await handler.HandleAsync(new(context.CommandId(), context.Actor(), told, "api", raw), cancellationToken);
        var isNew = outcome.Decided(out var placed, out _) && placed.Event.As == PlacedAs.New;
        if (isNew && told.IsFulfilled)
        {
            await conveyor.CarryAsync(cancellationToken); // the goods have left with the customer: the till's answer says that they left the shelf too
        }

        return await answers.OfAsync(
            outcome, done => ShowAsync(done.Order, context, orders, cancellationToken), cancellationToken, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static Task<IResult> CancelAsync(string number, CancelBody body, HttpContext context, CancelOrderHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        ActAsync(number, context, orders, answers, id => handler.HandleAsync(
            new(context.CommandId(), context.Actor(), id, body.Why, body.Lines, body.Cause ?? CancelCause.Customer), cancellationToken), cancellationToken);

    private static Task<IResult> HoldAsync(string number, PlaceHoldBody body, HttpContext context, HoldOrderHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        ActAsync(number, context, orders, answers, id => handler.HandleAsync(
            new(context.CommandId(), context.Actor(), id, body.Type, body.Why), cancellationToken), cancellationToken);

    private static Task<IResult> ReleaseAsync(string number, ReleaseHoldBody body, HttpContext context, ReleaseHoldHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        ActAsync(number, context, orders, answers, id => handler.HandleAsync(
            new(context.CommandId(), context.Actor(), id, body.Hold, body.Why), cancellationToken), cancellationToken);

    private static Task<IResult> EditAsync(string number, EditOrderBody body, HttpContext context, EditOrderHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        body.Refuse() is { } refused
            ? Task.FromResult(ApiProblem.Of(refused))
            : ActAsync(number, context, orders, answers, id => handler.HandleAsync(body.CommandOf(context.CommandId(), context.Actor(), id), cancellationToken), cancellationToken);

    private static Task<IResult> ConfirmCodAsync(string number, ConfirmCodBody body, HttpContext context, ConfirmCodHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        ActAsync(number, context, orders, answers, id => handler.HandleAsync(
            new(context.CommandId(), context.Actor(), id, body.By is { Length: > 0 and <= 40 } by ? by : "phone"), cancellationToken), cancellationToken);

    private static Task<IResult> NoteAsync(string number, WriteNoteBody body, HttpContext context, WriteNoteHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        ActAsync(number, context, orders, answers, id => handler.HandleAsync(new(context.CommandId(), context.Actor(), id, body.Text), cancellationToken), cancellationToken);

    private static async Task<IResult> MergeAsync(string number, MergeBody body, HttpContext context, MergeOrdersHandler handler, OrderReader orders, ActAnswers answers, CancellationToken cancellationToken) =>
        await orders.IdOfAsync(body.Into, cancellationToken) is not { } into
            ? ApiProblem.Of(new Refusal("orders.into-unknown", $"There is no order {(body.Into.Length <= 40 ? body.Into : body.Into[..40])} to merge into.", "into"))
            : await ActAsync(number, context, orders, answers, id => handler.HandleAsync(new(context.CommandId(), context.Actor(), id, into, body.Why), cancellationToken), cancellationToken);

    /// <summary>One act on one order: the order is found by its number, and shown as it stands afterwards.</summary>
    private static async Task<IResult> ActAsync<TEvent>(
        string number, HttpContext context, OrderReader orders, ActAnswers answers, Func<Guid, Task<Outcome<Data.Committed<TEvent>>>> act, CancellationToken cancellationToken)
        where TEvent : class, IJournaled =>
        await orders.IdOfAsync(number, cancellationToken) is not { } id
            ? ApiProblem.Of(OrderRefusals.Unknown(number.Length <= 40 ? number : number[..40]))
            : await answers.OfAsync(await act(id), _ => ShowAsync(id, context, orders, cancellationToken), cancellationToken);

    private static async Task<object?> ShowAsync(Guid id, HttpContext context, OrderReader orders, CancellationToken cancellationToken) =>
        (await orders.ForAsync(id, context.Actor(), cancellationToken)).Decided(out var picture, out _) ? OrderBody.Of(picture, context.Actor()) : null;
}
