using System.Globalization;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.WebUtilities;

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

    /// <summary>A wall is dark, unless its address says <c>theme=light</c>: for a room with the sun in it.</summary>
    /// <param name="query">Of the wall's address, with or without its question mark.</param>
    public static string ThemeOfWall(string? query) => QueryHelpers.ParseQuery(query).TryGetValue("theme", out var asked) && asked == "light" ? "light" : "wall";

    /// <returns>The language that the address names by <c>lang</c>; null: none.</returns>
    public static CultureInfo? LanguageAsked(HttpRequest request) => request.Query["lang"].FirstOrDefault() is { } asked ? Languages.Of(asked) : null;

    /// <returns>The one of our two languages that the browser likes better, of whatever country; null: neither.</returns>
    public static CultureInfo? LanguageOfBrowser(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => Languages.All.FirstOrDefault(ours => language.Value.StartsWith(ours.TwoLetterISOLanguageName, StringComparison.OrdinalIgnoreCase)))
        .FirstOrDefault(ours => ours is not null);

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

    /// <summary>A wall says its language in its address; its circuit, which has no query, is told by the cookie. What is printed is in the customer's, which is nobody's choice.</summary>
    public static void RememberAsked(HttpContext context)
    {
        if (LanguageAsked(context.Request) is { } asked && !context.Request.Path.StartsWithSegments("/print")
            && context.Request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.Ordinal) == true))
        {
            Remember(context.Response, asked.Name);
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
