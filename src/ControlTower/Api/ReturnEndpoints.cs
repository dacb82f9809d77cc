using System.Globalization;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Intake;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Returns;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Returns;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Api;

/// <summary>/api/v1/returns: what comes back, and its money.</summary>
public static class ReturnEndpoints
{
    public sealed record ReturnWish(string Number, IReadOnlyList<ReturnLineWish> Lines, ReturnKind Kind = ReturnKind.Refund);

    /// <param name="Reason">Mandatory; named here as nullable so that a missing one is refused in words.</param>
    public sealed record ReturnLineWish(int Line, int Units, ReturnReason? Reason = null);

    public sealed record ReceiveReturnWish(IReadOnlyList<ReceiveLineWish> Lines, string? Warehouse = null);

    public sealed record ReceiveLineWish(int Line, int Units);

    public sealed record BlindWish(string Warehouse, string Scan, IReadOnlyList<ReturnLineWish>? Lines = null);

    public sealed record GradeWish(IReadOnlyList<GradeLineWish> Lines);

    public sealed record GradeLineWish(int Line, int Units, Grade Grade, Disposition? Disposition = null, string? Photo = null);

    public sealed record RefundWish(string Amount, string? Why = null);

    public sealed record WhyWish(string? Why = null);

    public static void MapReturns(this IEndpointRouteBuilder api)
    {
        var returns = api.MapGroup("/returns").WithTags("Returns");
        returns.MapGet("/{id:guid}", GetAsync).NeedsDuty(Duty.ViewOrders).Produces<ReturnBody>().WithSummary("One return: what was announced, what came, its money");
        returns.MapPost("/", OpenAsync).NeedsDuty(Duty.OpenReturns).Produces<ReturnBody>(StatusCodes.Status201Created).WithSummary("A customer sends something back; every line with its reason");
        returns.MapPost("/blind", BlindAsync).Produces<ReturnBody>().WithSummary("Something stands at the dock: its return is found by a scan, or opened");
        returns.MapPost("/{id:guid}/authorise", AuthoriseAsync).Produces<ReturnBody>().WithSummary("A customer's own request is granted");
        returns.MapPost("/{id:guid}/receive", ReceiveAsync).Produces<ReturnBody>().WithSummary("Goods came; they are not for sale before they are graded");
        returns.MapPost("/{id:guid}/grade", GradeAsync).Produces<ReturnBody>().WithSummary("Condition and place of what came; the refund asks for itself");
        returns.MapPost("/{id:guid}/photo", PhotoAsync).NeedsDuty(Duty.ReceiveReturns).WithMetadata(new RequestSizeLimitAttribute(ReturnPhotos.BytesMax + 65_536))
            .WithSummary("A photo (part photo) of what came: drawn anew and kept; its name goes into the grade");
        returns.MapPost("/{id:guid}/refund", RefundAsync).Produces<ReturnBody>().WithSummary("Ask for money without goods, or for another amount");
        returns.MapPost("/{id:guid}/approve", ApproveAsync).Produces<ReturnBody>().WithSummary("Approve a refund that somebody else asked for");
        returns.MapPost("/{id:guid}/reject", RejectAsync).NeedsDuty(Duty.ReceiveReturns).Produces<ReturnBody>().WithSummary("Refuse the refund that waits; where none does, the return itself");
    }

    private sealed record PhotoBody(string Photo, int Width, int Height);

    /// <summary>For whoever may see the return.</summary>
    public static void MapReturnPhotos(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/photos/returns/{photo}", async (string photo, HttpContext context, ReturnPhotos photos, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return await photos.FindAsync(photo, cancellationToken) is { } found && context.Actor().Sees(found.Warehouse) ? Results.File(found.Path, "image/jpeg") : Results.NotFound();
        }).NeedsDuty(Duty.ViewOrders).ExcludeFromDescription();

    private static async Task<IResult> PhotoAsync(Guid id, HttpContext context, ReturnReader reader, ReturnPhotos photos, CancellationToken cancellationToken)
    {
        if (!(await reader.FindAsync(id, context.Actor(), cancellationToken)).Decided(out _, out var refused)
            || !(await StockFileEndpoints.FileAsync(context, ReturnPhotos.BytesMax, "packing.photo-too-large", cancellationToken)).Decided(out var file, out refused)
            || !(await photos.KeepAsync(file, cancellationToken)).Decided(out var kept, out refused))
        {
            return ApiProblem.Of(refused);
        }

        return TypedResults.Ok(new PhotoBody(kept.File, kept.Width, kept.Height));
    }

    private static async Task<IResult> GetAsync(Guid id, HttpContext context, ReturnReader reader, CancellationToken cancellationToken) =>
        (await reader.FindAsync(id, context.Actor(), cancellationToken)).Decided(out var one, out var refused) ? TypedResults.Ok(ReturnBody.Of(one)) : ApiProblem.Of(refused);

    private static async Task<IResult> OpenAsync(
        ReturnWish wish, HttpContext context, OrderReader orders, OpenReturnHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (StockEndpoints.EmptyEntry("lines", wish.Lines) is { } empty)
        {
            return empty;
        }

        if (!(await orders.ForAsync(wish.Number, context.Actor(), cancellationToken)).Decided(out var order, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        if (wish.Lines.Any(line => line.Reason is null))
        {
            return ApiProblem.Of(ReturnRefusals.ReasonMissing());
        }

        var outcome = await handler.HandleAsync(
            new(context.CommandId(), context.Actor(), order.Head.Id, wish.Kind, [.. wish.Lines.Select(line => new AskedReturn(line.Line, line.Units, line.Reason!.Value))]), cancellationToken);
        return await answers.OfAsync(outcome, opened => ShowAsync(opened, context, reader, cancellationToken), cancellationToken, StatusCodes.Status201Created);
    }

    private static async Task<IResult> BlindAsync(
        BlindWish wish, HttpContext context, ReceiveBlindHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        StockEndpoints.EmptyEntry("lines", wish.Lines) ?? await answers.OfAsync(
            await handler.HandleAsync(
                new(context.CommandId(), context.Actor(), wish.Warehouse, wish.Scan,
                    [.. (wish.Lines ?? []).Select(line => new AskedReturn(line.Line, line.Units, line.Reason ?? ReturnReason.Other))]), cancellationToken),
            received => ShowAsync(received, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> AuthoriseAsync(
        Guid id, HttpContext context, ReturnActsHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new AuthoriseReturn(context.CommandId(), context.Actor(), id), cancellationToken),
            done => ShowAsync(done, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> ReceiveAsync(
        Guid id, ReceiveReturnWish wish, HttpContext context, ReturnActsHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        StockEndpoints.EmptyEntry("lines", wish.Lines) ?? await answers.OfAsync(
            await handler.HandleAsync(
                new ReceiveReturn(context.CommandId(), context.Actor(), id, wish.Lines.GroupBy(line => line.Line).ToDictionary(line => line.Key, line => line.Sum(part => part.Units)), wish.Warehouse),
                cancellationToken),
            done => ShowAsync(done, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> GradeAsync(
        Guid id, GradeWish wish, HttpContext context, ReturnActsHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        StockEndpoints.EmptyEntry("lines", wish.Lines) ?? await answers.OfAsync(
            await handler.HandleAsync(
                new GradeReturn(context.CommandId(), context.Actor(), id, [
                    .. wish.Lines.Select(line => new AskedGrade(line.Line, line.Units, line.Grade, line.Disposition ?? ReturnRules.Usual(line.Grade), line.Photo)),
                ]), cancellationToken),
            done => ShowAsync(done, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> RefundAsync(
        Guid id, RefundWish wish, HttpContext context, ReturnActsHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        decimal.TryParse(wish.Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? await answers.OfAsync(
                await handler.HandleAsync(new AskRefund(context.CommandId(), context.Actor(), id, amount, wish.Why), cancellationToken),
                done => ShowAsync(done, context, reader, cancellationToken), cancellationToken)
            : ApiProblem.Of(ReturnRefusals.AmountInvalid());

    private static async Task<IResult> ApproveAsync(
        Guid id, HttpContext context, ReturnActsHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new ApproveRefund(context.CommandId(), context.Actor(), id), cancellationToken),
            done => ShowAsync(done, context, reader, cancellationToken), cancellationToken);

    /// <summary>The refund, where one waits for a decision; else the return.</summary>
    private static async Task<IResult> RejectAsync(
        Guid id, WhyWish wish, HttpContext context, ReturnActsHandler handler, ReturnReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (!(await reader.FindAsync(id, context.Actor(), cancellationToken)).Decided(out var one, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        return one.Refund?.State == RefundState.Pending
            ? await answers.OfAsync(
                await handler.HandleAsync(new RefuseRefund(context.CommandId(), context.Actor(), id, wish.Why), cancellationToken),
                done => ShowAsync(done, context, reader, cancellationToken), cancellationToken)
            : await answers.OfAsync(
                await handler.HandleAsync(new RejectReturn(context.CommandId(), context.Actor(), id, wish.Why), cancellationToken),
                done => ShowAsync(done, context, reader, cancellationToken), cancellationToken);
    }

    private static async Task<object?> ShowAsync(ReturnEvent done, HttpContext context, ReturnReader reader, CancellationToken cancellationToken) =>
        (await reader.FindAsync(done.Return, context.Actor(), cancellationToken)).Decided(out var one, out _) ? ReturnBody.Of(one) : null;
}
