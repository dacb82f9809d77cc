using System.Globalization;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.Net.Http.Headers;

namespace ControlTower.Screens;

/// <summary>
/// Stands before everything else: the headers that keep foreign scripts and frames out, the check that a live line is opened
/// by our own pages only, and the visitor's language.
/// </summary>
/// <remarks>A start-up filter, so that no order of calls in Program.cs can leave an answer without it.</remarks>
public sealed class ScreenShield : IStartupFilter
{
    /// <summary>Mud writes style elements and attributes, hence 'unsafe-inline' for styles; scripts come from files alone.</summary>
    public const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
        + "connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(GuardAsync);
        app.UseRequestLocalization(SpeakTwoLanguages);
        next(app);
    };

    /// <summary>Browsers always say where a WebSocket was opened; only that says whether the cookies in it were meant for us.</summary>
    /// <returns>False for a foreign or unnamed page. A machine without cookies may come unnamed, but not to the screens' own line.</returns>
    public static bool MayUpgrade(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            ? request.Cookies.Count == 0 && !request.Path.StartsWithSegments("/_blazor")
            : Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["X-Tower-Build"] = ScreensSetup.Build;
            return Task.CompletedTask;
        }, context.Response);

        if (IsUpgrade(context) && !MayUpgrade(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        ScreenChoices.RememberAsked(context);
        return next(context);
    }

    private static bool IsUpgrade(HttpContext context) =>
        context.Request.Headers[HeaderNames.Upgrade].Any(value => value?.Contains("websocket", StringComparison.OrdinalIgnoreCase) == true)
        || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: "websocket" };

    private static string Authority(HttpRequest request)
    {
        var host = request.Host.Value ?? "";
        return host.EndsWith(":80", StringComparison.Ordinal) ? host[..^3] : host.EndsWith(":443", StringComparison.Ordinal) ? host[..^4] : host;
    }

    private static void SpeakTwoLanguages(RequestLocalizationOptions options)
    {
        options.SupportedCultures = options.SupportedUICultures = [.. Languages.All];
        options.DefaultRequestCulture = new RequestCulture(Languages.English);
        options.RequestCultureProviders =
        [
            // Not the framework's own: those ask for "ar" and find no such culture among ours, which are "en" and "ar-EG".
            new CustomRequestCultureProvider(context => Named(ScreenChoices.LanguageAsked(context.Request))),
            new CookieRequestCultureProvider(),
            new CustomRequestCultureProvider(context => Named(ScreenChoices.LanguageOfBrowser(context.Request))),
        ];
    }

    private static Task<ProviderCultureResult?> Named(CultureInfo? language) => Task.FromResult(language is null ? null : new ProviderCultureResult(language.Name));
}
