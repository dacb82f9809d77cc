using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace ControlTower.Access;

/// <summary>How people come in. Whatever is wrong, the answer is the same, and takes as long: nobody learns which names there are.</summary>
public sealed partial class SignIn(UserManager<Person> people, SignInManager<Person> manager, SignInLimit limit, ILogger<SignIn> logger)
{
    public const int PasswordCharsMin = 10;

    private const int CharsMax = 256;
    private static readonly Person s_nobody = new() { DisplayName = "", CreatedAt = DateTimeOffset.UnixEpoch };
    private static readonly Lazy<string> s_nobodysHash = new(() => new PasswordHasher<Person>().HashPassword(s_nobody, KeySecret.Make()));

    /// <returns>Whether they are in; the cookie is then on its way.</returns>
    public async Task<bool> TryAsync(HttpContext context, string? userName, string? password)
    {
        if (userName is not { Length: > 0 and <= CharsMax } || password is not { Length: > 0 and <= CharsMax }
            || !limit.MayTry(userName, context.Connection.RemoteIpAddress?.ToString() ?? ""))
        {
            return false;
        }

        var person = await people.FindByNameAsync(userName);
        if (person?.PasswordHash is null)
        {
            people.PasswordHasher.VerifyHashedPassword(s_nobody, s_nobodysHash.Value, password);
            return false;
        }

        var result = await manager.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true);
        if (!result.Succeeded || person.DisabledAt is not null)
        {
            LogRefused(logger, person.Id, result.IsLockedOut);
            return false;
        }

        await EnterAsync(context, person);
        return true;
    }

    /// <summary>Without a password: the demo's people, and whoever just came in by the set-up link.</summary>
    public async Task<bool> EnterAsync(HttpContext context, Guid person)
    {
        if (await people.FindByIdAsync(person.ToString()) is not { DisabledAt: null } known)
        {
            return false;
        }

        await EnterAsync(context, known);
        return true;
    }

    /// <returns>Null where the password is too short.</returns>
    public string? HashOf(string password) =>
        password.Length is >= PasswordCharsMin and <= CharsMax ? people.PasswordHasher.HashPassword(s_nobody, password) : null;

    private static Task EnterAsync(HttpContext context, Person person) => context.SignInAsync(PersonCookie.Scheme, PersonCookie.Ticket(person));

    [LoggerMessage(9001, LogLevel.Warning, "A sign-in of {Person} was refused; locked out: {IsLockedOut}.")]
    private static partial void LogRefused(ILogger logger, Guid person, bool isLockedOut);
}

/// <summary>How often somebody may try: ten times a minute for one name from one address, a hundred times from one address.</summary>
public sealed class SignInLimit : IDisposable
{
    private readonly PartitionedRateLimiter<(string Name, string Address)> _tries = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<(string Name, string Address), (string, string)>(one => Window((one.Name.ToUpperInvariant(), one.Address), 10)),
        PartitionedRateLimiter.Create<(string Name, string Address), string>(one => Window(one.Address, 100)));

    public bool MayTry(string name, string address)
    {
        using var lease = _tries.AttemptAcquire((name, address));
        return lease.IsAcquired;
    }

    public void Dispose() => _tries.Dispose();

    private static RateLimitPartition<TKey> Window<TKey>(TKey key, int tries)
        where TKey : notnull => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = tries, Window = TimeSpan.FromMinutes(1) });
}
