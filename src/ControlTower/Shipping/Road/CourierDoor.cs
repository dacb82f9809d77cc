using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Shipping.Road;

/// <summary>
/// POST /couriers/{courier}/events: prove the sender, keep the body as it came, answer at once. What it means is read later (<see cref="ReadRoad"/>),
/// so that garbage and bursts cost us no event.
/// </summary>
public static class CourierDoor
{
    /// <summary>How the store of a kept message names its courier.</summary>
    public const string StorePrefix = "courier:";

    public const string Door = "courier";
    private const string SecretHeader = "X-Tower-Secret";
    private const string SecretQuery = "secret";
    private const string EasyPostHeader = "X-Hmac-Signature";
    private const int BodyBytesMax = 1_000_000; // the server answers 413 above it

    public static void MapRoad(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/couriers/{courier}/events", ReceiveAsync)
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));

    private static async Task<IResult> ReceiveAsync(
        string courier, HttpRequest request, CourierBook couriers, InboundStore inbound, RoadBell bell, CancellationToken cancellationToken)
    {
        if (couriers.Find(courier) is not { } known)
        {
            return Results.Problem("There is no such courier here. Check the address that the courier sends to.", statusCode: StatusCodes.Status404NotFound,
                extensions: new Dictionary<string, object?> { ["code"] = "shipping.courier-unknown" });
        }

        using var kept = new MemoryStream();
        await request.Body.CopyToAsync(kept, cancellationToken);
        var body = kept.ToArray();
        if (!IsRight(known, request, body))
        {
            return Results.Unauthorized();
        }

        var stored = await inbound.KeepAsync(
            new(StorePrefix + known.Key, Door, "tracking", Convert.ToHexStringLower(SHA256.HashData(body)), null, HeadersOf(request), body), cancellationToken);
        if (stored == Kept.TryLater)
        {
            request.HttpContext.Response.Headers.RetryAfter = "5";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        bell.Ring();
        return Results.Ok();
    }

    private static bool IsRight(OpenCourier courier, HttpRequest request, byte[] body) => courier.Kind switch
    {
        CourierKind.Easypost => EasyPostSignature.IsRight(body, request.Headers[EasyPostHeader].ToString(), courier.Secrets),
        CourierKind.Aramex or CourierKind.Bosta or CourierKind.Own => KnowsSecret(courier, request),
    };

    /// <summary>Of couriers that sign nothing: the secret itself, in a header or in the address that was given to them.</summary>
    private static bool KnowsSecret(OpenCourier courier, HttpRequest request)
    {
        var sent = Encoding.UTF8.GetBytes(request.Headers[SecretHeader].FirstOrDefault() ?? request.Query[SecretQuery].FirstOrDefault() ?? "");
        var isRight = false;
        foreach (var secret in courier.Secrets)
        {
            isRight |= secret.Length > 0 && CryptographicOperations.FixedTimeEquals(sent, Encoding.UTF8.GetBytes(secret));
        }

        return isRight;
    }

    /// <summary>What describes the body; nothing that could authorise anybody is kept.</summary>
    private static string HeadersOf(HttpRequest request) => JsonSerializer.Serialize(
        request.Headers.Where(header => header.Key is "Content-Type" or "User-Agent").ToDictionary(header => header.Key, header => Short(header.Value.ToString())));

    private static string Short(string text) => (text.Length <= 300 ? text : text[..300]).Replace("\0", "", StringComparison.Ordinal);
}

/// <summary>Wakes whoever reads couriers' words.</summary>
public sealed class RoadBell
{
    private readonly Journal.Bell _bell = new();

    public void Ring() => _bell.Ring();

    public Task<bool> WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken) => _bell.WaitAsync(longest, clock, cancellationToken);
}
