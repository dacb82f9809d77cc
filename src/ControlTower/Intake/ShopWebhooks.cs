using System.Text.Json;
using ControlTower.Data;
using ControlTower.Intake.Channels;
using ControlTower.Intake.Channels.Shopify;
using ControlTower.Intake.Channels.WooCommerce;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Intake;

/// <summary>
/// POST /intake/woocommerce/{store} and /intake/shopify/{store}: prove the sender, keep the body as it came, answer at once. What the body means
/// is read later, at our own pace (<see cref="TakeInMessages"/>), so a burst of orders or a bad payload never costs us a delivery.
/// </summary>
public static class ShopWebhooks
{
    private const int BodyBytesMax = 1_000_000; // the server answers 413 above it
    private const int HeaderCharsMax = 500;

    public static void MapShopWebhooks(this IEndpointRouteBuilder routes)
    {
        Map("/intake/woocommerce/{store}", Channel.Woocommerce, WooCommerceSignature.Header, WooCommerceSignature.IsRight, WooCommerceDelivery.Of);
        Map("/intake/shopify/{store}", Channel.Shopify, ShopifySignature.Header, ShopifySignature.IsRight, ShopifyDelivery.Of);

        void Map(string path, Channel kind, string header, SignatureCheck isRight, DeliveryOf deliveryOf) =>
            routes.MapPost(path, (string store, HttpRequest request, StoreBook stores, InboundStore inbound, CancellationToken cancellationToken) =>
                    ReceiveAsync(new(kind, header, isRight, deliveryOf), stores.Find(store), request, inbound, cancellationToken))
                .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
    }

    private static async Task<IResult> ReceiveAsync(
        ShopDoor door, OpenStore? store, HttpRequest request, InboundStore inbound, CancellationToken cancellationToken)
    {
        if (store is null || store.Facts.Kind != door.Kind)
        {
            return Results.Problem("There is no such store here. Check the address that the shop sends to.", statusCode: StatusCodes.Status404NotFound,
                extensions: new Dictionary<string, object?> { ["code"] = "intake.store-unknown" });
        }

        using var kept = new MemoryStream();
        await request.Body.CopyToAsync(kept, cancellationToken);
        var body = kept.ToArray();
        var delivery = door.DeliveryOf(request.Headers, body);
        if (delivery.IsPing)
        {
            return Results.Ok();
        }

        if (!door.IsRight(body, request.Headers[door.SignatureHeader].ToString(), store.Secrets))
        {
            return Results.Unauthorized();
        }

        return await inbound.KeepAsync(
            new(store.Key, "webhook", delivery.Topic, delivery.DedupeKey, delivery.ExternalId, HeadersOf(request), body), cancellationToken) switch
        {
            Kept.New or Kept.Twice => Results.Ok(),
            Kept.TryLater => ComeAgain(request.HttpContext),
        };
    }

    private static IResult ComeAgain(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What the shop said about the delivery; nothing that could authorise anybody is kept.</summary>
    private static string HeadersOf(HttpRequest request) => JsonSerializer.Serialize(request.Headers
        .Where(header => header.Key.StartsWith("X-WC-", StringComparison.OrdinalIgnoreCase) || header.Key.StartsWith("X-Shopify-", StringComparison.OrdinalIgnoreCase)
                         || header.Key is "Content-Type" or "User-Agent")
        .Where(header => !header.Key.Contains("Hmac", StringComparison.OrdinalIgnoreCase) && !header.Key.EndsWith("Signature", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Key, header => Short(header.Value.ToString())));

    private static string Short(string text) => text.Length <= HeaderCharsMax ? text.Replace("\0", "", StringComparison.Ordinal) : text[..HeaderCharsMax];

    private delegate bool SignatureCheck(ReadOnlySpan<byte> body, string? header, IReadOnlyList<string> secrets);

    private delegate Delivery DeliveryOf(IHeaderDictionary headers, ReadOnlySpan<byte> body);

    private sealed record ShopDoor(Channel Kind, string SignatureHeader, SignatureCheck IsRight, DeliveryOf DeliveryOf);
}
