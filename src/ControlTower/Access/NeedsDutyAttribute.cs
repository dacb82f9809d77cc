using ControlTower.Playbook.Access;
using Microsoft.AspNetCore.Authorization;

namespace ControlTower.Access;

/// <summary>A screen or a door that only those with a duty may open; what it does is still decided by the gate.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsDutyAttribute(Duty duty) : AuthorizeAttribute(PolicyOf(duty))
{
    public Duty Duty => duty;

    internal static string PolicyOf(Duty duty) => $"duty:{duty}";
}

public static class NeedsDutyDoors
{
    /// <summary>Only for those who have the duty; others get 403 <c>access.duty</c>.</summary>
    public static TBuilder NeedsDuty<TBuilder>(this TBuilder door, Duty duty)
        where TBuilder : IEndpointConventionBuilder => door.RequireAuthorization(new NeedsDutyAttribute(duty));
}
