using ControlTower.Access;
using ControlTower.People;
using ControlTower.Playbook.Access;
using ControlTower.Screens.Layouts;
using ControlTower.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ControlTower.Screens.Account;

/// <summary>The doors around the sign-in that are no pages: home, out, and the demo's way in.</summary>
public static class AccountDoors
{
    private const string SignInPath = "/login";

    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext context) => TypedResults.LocalRedirect(HomeOf(context.FindActor()))).AllowAnonymous().ExcludeFromDescription();

        // The form makes the antiforgery check, so that no other site can sign anybody out.
        routes.MapPost("/logout", async (IFormCollection _, HttpContext context) =>
        {
            await context.SignOutAsync(PersonCookie.Scheme);
            return TypedResults.LocalRedirect(SignInPath);
        }).AllowAnonymous().ExcludeFromDescription();

        if (routes.ServiceProvider.GetRequiredService<IOptions<TowerOptions>>().Value.Demo == true)
        {
            routes.MapGet("/demo/as/{role}", EnterDemoAsync).AllowAnonymous().ExcludeFromDescription();
        }
    }

    /// <summary>The first screen of the person's role.</summary>
    public static string HomeOf(Actor? actor) => actor is null ? SignInPath : Navigation.For(actor.Roles) is [var first, ..] ? first.Href : "/sops";

    private static async Task<IResult> EnterDemoAsync(string role, HttpContext context, SignIn signIn) =>
        Enum.TryParse<Role>(role, ignoreCase: true, out var known) && Enum.IsDefined(known) && known != Role.Automation
        && await signIn.EnterAsync(context, FirstPeople.DemoPerson(known))
            ? TypedResults.LocalRedirect("/")
            : TypedResults.NotFound();
}
