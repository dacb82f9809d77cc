using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;

namespace ControlTower.Api;

/// <summary>What a request is told that no door took: the address is none, or its door takes another method or another kind of body.</summary>
internal static class NoSuchDoor
{
    public static Task AnswerAsync(HttpContext context) => Answer(context, context.RequestServices.GetRequiredService<EndpointDataSource>()).ExecuteAsync(context);

    private static IResult Answer(HttpContext context, EndpointDataSource doors)
    {
        var here = doors.Endpoints.OfType<RouteEndpoint>().Where(door => door.RoutePattern.RawText?.Contains("**", StringComparison.Ordinal) == false && Matches(door, context.Request.Path)).ToList();
        var methods = here.SelectMany(MethodsOf).Distinct().ToList();
        if (here.Count == 0 || methods.Count == 0)
        {
            return ApiProblem.Of(new Refusal("api.no-such-door", "There is no such address here; /openapi/v1.json lists all there are."));
        }

        if (!methods.Contains(context.Request.Method))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return ApiProblem.Of(new Refusal("api.method", $"This address takes {string.Join(", ", methods)}."), found: context.Request.Method);
        }

        var bodies = here.Where(door => MethodsOf(door).Contains(context.Request.Method)).SelectMany(door => door.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? []).Distinct().ToList();
        return bodies.Count > 0 && !context.Request.HasJsonContentType()
            ? ApiProblem.Of(new Refusal("api.media-type", $"Send the body as {string.Join(" or ", bodies)}."), expected: bodies[0])
            : ApiProblem.Of(new Refusal("api.no-such-door", "A part of this address is not what its door takes; /openapi/v1.json describes it."));
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint door) => door.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool Matches(RouteEndpoint door, PathString path) => new TemplateMatcher(new RouteTemplate(door.RoutePattern), []).TryMatch(path, []);
}
