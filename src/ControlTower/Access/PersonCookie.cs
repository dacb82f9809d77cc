using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace ControlTower.Access;

/// <summary>
/// The cookie of somebody who signed in. It says who they are and nothing of what they may do: that is asked at every request, so a right
/// that was taken away is gone from the next click on.
/// </summary>
public sealed class PersonCookie(RightsBook rights) : CookieAuthenticationEvents
{
    public static readonly string Scheme = IdentityConstants.ApplicationScheme;

    private const string StampClaim = "stamp";
    private const int DeviceCharsMax = 40;

    /// <summary>What the cookie holds.</summary>
    public static ClaimsPrincipal Ticket(Person person) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(StampClaim, person.SecurityStamp ?? "")], Scheme));

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var known = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var person)
            ? await rights.OfPersonAsync(person, context.HttpContext.RequestAborted)
            : null;
        if (known is not { IsOpen: true } || (known.Stamp ?? "") != context.Principal!.FindFirstValue(StampClaim))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
            return;
        }

        context.ReplacePrincipal(new ClaimsPrincipal(new ActorIdentity(known, Scheme, DeviceOf(context.Request))));
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        IsPage(context.Request) ? base.RedirectToLogin(context) : AccessProblems.UnauthenticatedAsync(context.HttpContext);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        IsPage(context.Request) ? base.RedirectToAccessDenied(context) : AccessProblems.ForbiddenAsync(context.HttpContext);

    /// <summary>Cookie <c>ct-device</c> or header <c>X-Tower-Device</c>: which handheld, bench or wall.</summary>
    internal static string? DeviceOf(HttpRequest request) =>
        (request.Headers["X-Tower-Device"].FirstOrDefault() ?? request.Cookies["ct-device"]) is { Length: > 0 and <= DeviceCharsMax } device
        && device.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? device
            : null;

    private static bool IsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.Ordinal) == true);
}

/// <summary>Under https the cookie carries the prefix that binds it to this very host; over plain http browsers would refuse it.</summary>
internal sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _inner.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
