using ControlTower.Playbook.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Access;

/// <summary>Names of the policies of doors.</summary>
public static class AccessPolicies
{
    /// <summary>Doors under /api/v1 and hubs: a key, and no cookie, which another site could make a browser send.</summary>
    public const string Machine = "machine";

    /// <summary>Screens: somebody who signed in.</summary>
    public const string People = "people";
}

/// <summary>Who may come in, and as whom. A door that says nothing is open to people who signed in, and to nobody else.</summary>
public static class AccessRegistration
{
    private const string EitherScheme = "key-or-cookie";
    private static readonly TimeSpan s_shift = TimeSpan.FromHours(12);

    public static IServiceCollection AddTowerAccess(this IServiceCollection services)
    {
        services.AddDbContext<AccessDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).UseSnakeCaseNamingConvention());
        services.AddSingleton<RightsBook>().AddSingleton<KeyUses>().AddSingleton<SignInLimit>().AddScoped<SignIn>();
        services.AddScoped<ActorSource>().AddScoped<CircuitHandler, CircuitGate>().AddScoped<AuthenticationStateProvider, PersonRevalidation>();
        AddSchemes(services);
        AddIdentity(services);
        services.AddAuthorization(AddPolicies);
        return services;
    }

    /// <summary>Before everything that asks who somebody is.</summary>
    public static WebApplication UseTowerAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }

    private static void AddSchemes(IServiceCollection services)
    {
        services.AddScoped<PersonCookie>();
        services.AddAuthentication(options =>
            {
                options.DefaultScheme = EitherScheme;
                options.DefaultSignInScheme = options.DefaultSignOutScheme = PersonCookie.Scheme;
            })
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = context =>
                KeyScheme.Carried(context.Request) is null ? PersonCookie.Scheme : KeyScheme.Name)
            .AddScheme<AuthenticationSchemeOptions, KeyScheme>(KeyScheme.Name, null)
            .AddCookie(PersonCookie.Scheme, options =>
            {
                options.EventsType = typeof(PersonCookie);
                options.CookieManager = new HostCookies();
                options.Cookie.Name = "ct-person";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = s_shift;
                options.SlidingExpiration = true;
                options.LoginPath = "/login";
                options.LogoutPath = "/logout";
                options.AccessDeniedPath = "/no-right";
                options.ReturnUrlParameter = "back";
            });
    }

    private static void AddIdentity(IServiceCollection services) => services.AddIdentityCore<Person>(options =>
        {
            // Length is what helps; a rule about signs only makes people write them down.
            options.Password.RequiredLength = SignIn.PasswordCharsMin;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
        })
        .AddSignInManager().AddEntityFrameworkStores<AccessDb>();

    private static void AddPolicies(AuthorizationOptions options)
    {
        var people = new AuthorizationPolicyBuilder(PersonCookie.Scheme).RequireAuthenticatedUser().Build();
        options.AddPolicy(AccessPolicies.People, people);
        options.AddPolicy(AccessPolicies.Machine, policy => policy.AddAuthenticationSchemes(KeyScheme.Name).RequireAuthenticatedUser());
        options.FallbackPolicy = people;
        foreach (var duty in Enum.GetValues<Duty>())
        {
            options.AddPolicy(NeedsDutyAttribute.PolicyOf(duty), policy => policy
                .RequireAuthenticatedUser().RequireAssertion(context => ActorIdentity.Of(context.User)?.Who.May(duty) == true));
        }
    }
}
