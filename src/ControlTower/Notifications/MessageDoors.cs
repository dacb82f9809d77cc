using System.Security.Cryptography;
using System.Text;
using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Notifications.Inbound;
using ControlTower.Notifications.Providers;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ControlTower.Notifications;

/// <summary>
/// The providers' doors: <c>GET, POST /intake/whatsapp/{account}</c> and <c>POST /messages/sms/status</c>. The sender is proved over the raw
/// bytes; a webhook is kept before anybody tries to understand it.
/// </summary>
public static class MessageDoors
{
    private const int BodyBytesMax = 1_000_000; // the server answers 413 above it

    public static void MapMessageDoors(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/intake/whatsapp/{account}", Verify).AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/intake/whatsapp/{account}", HearAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
        routes.MapPost("/messages/{provider}/status", ReceiptAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax));
    }

    /// <summary>Meta's first call: it must be told back its challenge by one who knows the token.</summary>
    private static IResult Verify(string account, HttpRequest request, IOptions<MessagesOptions> options)
    {
        var whatsapp = options.Value.Whatsapp;
        if (!IsOurs(account, whatsapp))
        {
            return NoSuchAccount();
        }

        var isRight = whatsapp.VerifyToken is { Length: > 0 } token && request.Query["hub.mode"] == "subscribe"
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Query["hub.verify_token"].ToString()), Encoding.UTF8.GetBytes(token));
        return isRight ? Results.Text(request.Query["hub.challenge"].ToString(), "text/plain") : Results.StatusCode(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> HearAsync(
        string account, HttpContext context, IOptions<MessagesOptions> options, TakeInAnswers answers, InboundStore inbound, CancellationToken cancellationToken)
    {
        var whatsapp = options.Value.Whatsapp;
        if (!IsOurs(account, whatsapp))
        {
            return NoSuchAccount();
        }

        var body = await BodyAsync(context.Request, cancellationToken);
        if (!MetaSignature.IsRight(body, context.Request.Headers["X-Hub-Signature-256"].ToString(), [whatsapp.AppSecret ?? ""]))
        {
            return Results.Unauthorized();
        }

        // The same statuses come again, but never in the same bytes with another meaning.
        if (await inbound.KeepAsync(new(account, TakeInAnswers.Door, "messages", Convert.ToHexStringLower(SHA256.HashData(body)), ExternalId: null, "{}", body), cancellationToken) == Kept.TryLater)
        {
            context.Response.Headers.RetryAfter = "5";
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        answers.Bell.Ring();
        return Results.Ok();
    }

    private static async Task<IResult> ReceiptAsync(
        string provider, HttpRequest request, IOptions<MessagesOptions> options, IOptions<TowerOptions> tower, MessageEnds ends, CancellationToken cancellationToken)
    {
        if (provider != "sms" || options.Value.Sms.AuthToken is not { Length: > 0 } token)
        {
            return Results.NotFound();
        }

        var body = await BodyAsync(request, cancellationToken);
        var signed = new Uri(tower.Value.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host}"), request.Path + request.QueryString).AbsoluteUri;
        if (!TwilioSignature.IsRight(signed, body, request.Headers["X-Twilio-Signature"].ToString(), [token]))
        {
            return Results.Unauthorized();
        }

        var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body).Trim('\r', '\n'));
        var id = Guid.TryParse(request.Query[TwilioProvider.IdInQuery].ToString(), out var own) ? own : (Guid?)null;
        if (form.GetValueOrDefault("MessageSid").ToString() is { Length: > 0 and <= 64 } sid && form.GetValueOrDefault("MessageStatus").ToString() is { Length: > 0 and <= 20 } status)
        {
            var code = form.GetValueOrDefault("ErrorCode").ToString() is { Length: > 0 and <= 10 } error ? $"twilio {error}" : null;
            await ends.ReceiptAsync(MessageChannel.Sms, id, sid, status, code, cancellationToken); // one of no message of ours is nobody's concern here
        }

        return Results.NoContent();
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        await request.Body.CopyToAsync(kept, cancellationToken);
        return kept.ToArray();
    }

    private static bool IsOurs(string account, WhatsappOptions whatsapp) => whatsapp.PhoneNumberId is { Length: > 0 } own && own == account;

    private static IResult NoSuchAccount() => Results.Problem(
        "There is no such WhatsApp account here. Check the phone number id in the address.", statusCode: StatusCodes.Status404NotFound,
        extensions: new Dictionary<string, object?> { ["code"] = "intake.account-unknown" });
}
