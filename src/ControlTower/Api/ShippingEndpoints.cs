using ControlTower.Access;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping;

namespace ControlTower.Api;

/// <summary>/api/v1/shipping: labels bought and taken back, trucks called, parcels handed over.</summary>
public static class ShippingEndpoints
{
    /// <param name="Courier">Its key in the settings; null: chosen by the rules.</param>
    /// <param name="Service">As the courier calls it; null: by its list, else its cheapest.</param>
    public sealed record BookWish(string? Courier = null, string? Service = null);

    public sealed record VoidWish(string? Why = null);

    /// <param name="State"><c>done</c>, <c>failed</c>, <c>unknown</c>; <c>queued</c> while the courier is not reached.</param>
    /// <param name="Error">The courier's words, where it refused or did not answer.</param>
    public sealed record BookingBody(BookingState State, string Courier, string? Service, string? Tracking, MoneyBody? Cost, string? Error);

    private sealed record VoidedBody(string Parcel, string Courier, string? Tracking, ParcelState State);

    public static void MapShipping(this IEndpointRouteBuilder api)
    {
        var shipping = api.MapGroup("/shipping").WithTags("Shipping");
        shipping.MapPost("/{parcel}/book", BookAsync).Produces<BookingBody>().WithSummary("Buy a label for a sealed parcel; never twice, also after a lost answer");
        shipping.MapPost("/{parcel}/void", VoidAsync).WithSummary("Take a label back before the parcel left; demands why");
    }

    private static async Task<IResult> BookAsync(
        string parcel, BookWish? wish, HttpContext context, BookLabelHandler handler, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish?.Courier, wish?.Service), cancellationToken),
            async asked =>
            {
                var ending = await handler.EndingAsync(asked, cancellationToken);
                return new BookingBody(ending.State, ending.Courier, ending.Service, ending.Tracking, ending.Cost is { } cost ? MoneyBody.Of(cost) : null, ending.Error);
            },
            cancellationToken);

    private static async Task<IResult> VoidAsync(
        string parcel, VoidWish? wish, HttpContext context, VoidLabelHandler handler, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), parcel, wish?.Why), cancellationToken),
            voided => Task.FromResult<object?>(new VoidedBody(voided.Sscc, voided.Courier, voided.Tracking, ParcelState.Sealed)), cancellationToken);
}
