using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using ControlTower.Playbook.Access;
using ControlTower.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ControlTower.Access;

/// <summary>A machine's way in: <c>Authorization: Bearer &lt;key&gt;</c>, or <c>?access_token=</c> for a hub, whose clients cannot send headers.</summary>
internal sealed class KeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, RightsBook rights, KeyUses uses, IOptions<TowerOptions> tower)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "machine-key";

    private const int KeyCharsMax = 200;

    /// <summary>The key of the settings, for a first set-up by script.</summary>
    public static readonly Rights Bootstrap = new(
        new("b0075712-a900-4000-8000-000000000001"), "bootstrap key", 0, IsOpen: true, Stamp: null, [Role.Administrator, Role.OpsManager], Warehouses: null);

    /// <returns>Null where the request carries no key.</returns>
    public static string? Carried(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim()
        : request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].FirstOrDefault() is { Length: > 0 } token ? token
        : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Carried(Request) is not { } key)
        {
            return AuthenticateResult.NoResult();
        }

        if (key.Length is 0 or > KeyCharsMax)
        {
            return AuthenticateResult.Fail("This is no key.");
        }

        var hash = KeySecret.Hash(key);
        var isBootstrap = IsBootstrap(hash);
        var known = isBootstrap ? Bootstrap : await rights.OfKeyAsync(hash, Context.RequestAborted);
        if (known is null)
        {
            return AuthenticateResult.Fail("The key is unknown or was revoked.");
        }

        uses.Note(known.Id);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ActorIdentity(known, Name, PersonCookie.DeviceOf(Request), isBootstrap ? null : hash)), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AccessProblems.UnauthenticatedAsync(Context);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => AccessProblems.ForbiddenAsync(Context);

    private bool IsBootstrap(byte[] hash) =>
        tower.Value.BootstrapApiKey is { Length: > 0 } given && CryptographicOperations.FixedTimeEquals(hash, KeySecret.Hash(given));
}
