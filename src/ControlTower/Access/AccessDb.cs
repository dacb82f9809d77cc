using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Access;

/// <summary>
/// What ASP.NET Core Identity keeps by itself while somebody signs in: failed tries, lockouts, tokens. Everything else about people is
/// changed through the gate.
/// </summary>
public sealed class AccessDb(DbContextOptions<AccessDb> options) : IdentityUserContext<Person, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>().ToTable("person");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_token");
    }
}
