using Microsoft.AspNetCore.Identity;

namespace ControlTower.Access;

/// <summary>Somebody who signs in. What they may do stands in <c>person_role</c>, never here.</summary>
public sealed class Person : IdentityUser<Guid>
{
    /// <summary>As the journal and the screens show it: "Order Ops 1".</summary>
    public required string DisplayName { get; set; }

    /// <summary>Raised with every change of a right, so that what is open asks again.</summary>
    public long Epoch { get; set; }

    /// <summary>Null: may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
