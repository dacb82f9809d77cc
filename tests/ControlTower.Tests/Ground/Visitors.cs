using ControlTower.Access;
using ControlTower.People;
using ControlTower.Playbook.Access;
using ControlTower.Screens.Words;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ControlTower.Tests.Ground;

/// <summary>People who signed in and open screens, each with the cookie that the sign-in would have given them.</summary>
internal static class Visitors
{
    private static readonly Actor s_admin = new(Guid.CreateVersion7(), "administrator of the test", [Role.Administrator]);

    /// <summary>A browser of somebody new with these roles; without warehouses, for all of them.</summary>
    public static async Task<HttpClient> SignedInAsync(this TowerHost host, IReadOnlyList<Role> roles, params string[] warehouses)
    {
        var name = $"{string.Join('-', roles)}-{Guid.NewGuid():N}";
        var wish = new AddPerson(Guid.CreateVersion7(), s_admin, Guid.CreateVersion7(), name, "زائر 1", roles, warehouses.Length == 0 ? null : warehouses, null);
        Assert.True((await host.Services.GetRequiredService<AddPersonHandler>().HandleAsync(wish, default)).Decided(out _, out var refused), refused?.Message);
        var rights = await host.Services.GetRequiredService<RightsBook>().OfPersonAsync(wish.Person, default);
        var person = new Person { Id = wish.Person, DisplayName = name, CreatedAt = DateTimeOffset.UnixEpoch, SecurityStamp = rights!.Stamp };
        var ticket = new AuthenticationTicket(PersonCookie.Ticket(person), PersonCookie.Scheme);
        var cookie = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(PersonCookie.Scheme);
        return host.Browser($"{cookie.Cookie.Name}={cookie.TicketDataFormat.Protect(ticket)}");
    }

    /// <summary>What asks for pages and keeps no cookies but these.</summary>
    public static HttpClient Browser(this TowerHost host, params string[] cookies)
    {
        var browser = host.Anonymous();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        if (cookies.Length > 0)
        {
            browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", cookies));
        }

        return browser;
    }

    /// <summary>The same visitor, who chose Arabic.</summary>
    public static HttpClient InArabic(this HttpClient browser)
    {
        var chosen = Uri.EscapeDataString(CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(Languages.Arabic.Name)));
        var before = browser.DefaultRequestHeaders.TryGetValues("Cookie", out var cookies) ? cookies.ToList() : [];
        browser.DefaultRequestHeaders.Remove("Cookie");
        browser.DefaultRequestHeaders.Add("Cookie", string.Join("; ", before.Append($"{CookieRequestCultureProvider.DefaultCookieName}={chosen}")));
        return browser;
    }
}
