using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace ControlTower.Api;

/// <summary>A refusal as RFC 9457 problem details, with its code, what to do, and the field at fault.</summary>
public static class ApiProblem
{
    public const string FilterUnknown = "api.filter-unknown";
    public const string FilterInvalid = "api.filter-invalid";
    public const string Take = "api.take";
    public const string Cursor = "api.cursor";

    /// <summary>Codes whose status the way they are spelled does not tell.</summary>
    private static readonly FrozenDictionary<string, int> s_statuses = new Dictionary<string, int>
    {
        ["access.duty"] = StatusCodes.Status403Forbidden,
        ["access.scope"] = StatusCodes.Status403Forbidden,
        ["access.key"] = StatusCodes.Status401Unauthorized,
        ["access.why-missing"] = StatusCodes.Status422UnprocessableEntity,
        ["intake.store-unknown"] = StatusCodes.Status404NotFound,
        ["api.no-such-door"] = StatusCodes.Status404NotFound,
        ["api.method"] = StatusCodes.Status405MethodNotAllowed,
        ["api.too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["csv.too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["packing.photo-too-large"] = StatusCodes.Status413PayloadTooLarge,
        ["api.media-type"] = StatusCodes.Status415UnsupportedMediaType,
        ["tower.failed"] = StatusCodes.Status500InternalServerError,
        ["tower.away"] = StatusCodes.Status503ServiceUnavailable,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// 404 for <c>orders.unknown</c> and its like: the thing that was addressed is not here. 400 for what is wrong with the words of the request:
    /// <c>api.…</c>, <c>csv.…</c>, <c>…-missing</c>, <c>…-malformed</c>, <c>…-invalid</c>, <c>…-unknown</c>. The rest is 409: not in this state.
    /// </summary>
    public static int StatusOf(string code) =>
        s_statuses.TryGetValue(code, out var status) ? status
        : code.EndsWith(".unknown", StringComparison.Ordinal) ? StatusCodes.Status404NotFound
        : code.StartsWith("api.", StringComparison.Ordinal) || code.StartsWith("csv.", StringComparison.Ordinal)
            || code.EndsWith("-missing", StringComparison.Ordinal) || code.EndsWith("-malformed", StringComparison.Ordinal)
            || code.EndsWith("-invalid", StringComparison.Ordinal) || code.EndsWith("-unknown", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest
        : StatusCodes.Status409Conflict;

    /// <param name="expected">What would have been right, where that can be said in a word.</param>
    /// <param name="found">What was found instead; never personal data.</param>
    /// <param name="status">Where this door knows better than the code: the SKU that a path names is not found, one in a body is bad.</param>
    public static IResult Of(Refusal refusal, string? expected = null, string? found = null, int? status = null) =>
        TypedResults.Json(
            BodyOf(refusal, expected, found, status ?? StatusOf(refusal.Code)), ApiJson.Options, "application/problem+json", status ?? StatusOf(refusal.Code));

    private static ProblemDetails BodyOf(Refusal refusal, string? expected, string? found, int status)
    {
        var body = new ProblemDetails
        {
            Type = $"urn:tower:problem:{refusal.Code}", Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = refusal.Message,
            Extensions = { ["code"] = refusal.Code },
        };
        Add("field", refusal.Field);
        Add("expected", expected);
        Add("found", found);
        return body;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                body.Extensions[name] = value;
            }
        }
    }

    public static Task WriteAsync(HttpContext context, Refusal refusal)
    {
        context.Response.StatusCode = StatusOf(refusal.Code);
        return context.Response.WriteAsJsonAsync(BodyOf(refusal, null, null, StatusOf(refusal.Code)), ApiJson.Options, "application/problem+json", context.RequestAborted);
    }
}
