using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Access;

/// <summary>How a door says no before anything was asked of a step: problem details with the refusal's code.</summary>
internal static class AccessProblems
{
    public static Task UnauthenticatedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", AccessRefusals.Unauthenticated());
    }

    public static Task ForbiddenAsync(HttpContext context)
    {
        var (actor, needs) = (context.FindActor(), context.GetEndpoint()?.Metadata.GetMetadata<NeedsDutyAttribute>());
        return AnswerAsync(context, StatusCodes.Status403Forbidden, "Forbidden",
            actor is not null && needs is not null ? AccessRefusals.NoDuty(actor, needs.Duty) : AccessRefusals.NotYours());
    }

    private static Task AnswerAsync(HttpContext context, int status, string title, Refusal refusal) =>
        TypedResults.Problem(refusal.Message, statusCode: status, title: title, extensions: [new("code", refusal.Code)]).ExecuteAsync(context);
}
