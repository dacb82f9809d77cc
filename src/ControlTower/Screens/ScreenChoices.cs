using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Localization;

namespace ControlTower.Screens;

/// <summary>What a visitor chose for all pages, language and colours, kept in cookies so that the first paint knows it.</summary>
public static class ScreenChoices
{
    private const string ThemeCookie = "ct-theme";

    private static readonly CookieOptions s_kept = new()
    {
        MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/",
    };

    public static string ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] == "dark" ? "dark" : "light";

    /// <summary>GET /culture?to=ar&amp;back=/inbox and GET /theme?to=dark&amp;back=/inbox: remember it and go back.</summary>
    public static void MapScreenChoices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/culture", (string? to, string? back, HttpResponse response) =>
        {
            Remember(response, Languages.Of(to).Name);
            return TypedResults.LocalRedirect(Safe(back));
        }).AllowAnonymous().ExcludeFromDescription();

        routes.MapGet("/theme", (string? to, string? back, HttpResponse response) =>
        {
            response.Cookies.Append(ThemeCookie, to == "dark" ? "dark" : "light", s_kept);
            return TypedResults.LocalRedirect(Safe(back));
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>A wall says its language in its address; its circuit, which has no query, is told by the cookie.</summary>
    public static void RememberAsked(HttpContext context)
    {
        if (context.Request.Query["lang"].FirstOrDefault() is { } asked
            && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.Ordinal) == true))
        {
            Remember(context.Response, Languages.Of(asked).Name);
        }
    }

    /// <returns>The path when it stays on this site, else the first page.</returns>
    public static string Safe(string? back) =>
        back is ['/', ..]
        && Uri.TryCreate("http://tower" + back, UriKind.Absolute, out var place)
        && place.Host == "tower"
        && !place.PathAndQuery.StartsWith("//", StringComparison.Ordinal) // after the dots and backslashes were worked out
            ? place.PathAndQuery
            : "/";

    private static void Remember(HttpResponse response, string culture) =>
        response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)), s_kept);
}
