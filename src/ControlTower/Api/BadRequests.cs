using System.Text.Json;
using System.Text.RegularExpressions;
using ControlTower.Intake.Channels.OwnJson;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace ControlTower.Api;

/// <summary>
/// The boundary of the API: a request that cannot be read is answered with 400 and the path of the field at fault, a database that is away
/// with 503. Only a bug of ours is a 500, and it is logged once.
/// </summary>
public sealed partial class BadRequests(ILogger<BadRequests> logger) : IExceptionHandler
{
    private const string RetrySeconds = "5";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = exception switch
        {
            BadHttpRequestException bad => Of(bad),
            JsonException json => Of(json),
            _ when IsAway(exception) => new Refusal("tower.away", "The tower cannot reach its database just now. Send the same again in some seconds."),
            _ when IsUnstorable(exception) => new Refusal("api.value", "A value in the request cannot be stored: text that is broken, or a number out of range."),
            _ => new Refusal("tower.failed", "Something went wrong here, not with you. It was logged; send the same again, or tell whoever runs the tower."),
        };
        if (refusal.Code == "tower.failed")
        {
            LogFailed(logger, exception, httpContext.Request.Method, httpContext.GetEndpoint()?.DisplayName);
        }
        else if (refusal.Code == "tower.away")
        {
            httpContext.Response.Headers.RetryAfter = RetrySeconds;
        }

        await ApiProblem.WriteAsync(httpContext, refusal);
        return true;
    }

    internal static Refusal TooLarge() => new("api.too-large", "The body is too large: this door takes 1 MB, one for files 5 MB.");

    internal static Refusal BodyMissing() => new("api.body-missing", "The request has no body that can be read. Send JSON.");

    private static bool IsAway(Exception failure) =>
        failure is NpgsqlException { SqlState: null or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections } or TimeoutException
        || (failure.InnerException is { } inner && IsAway(inner));

    /// <summary>PostgreSQL's class 22: broken text, numbers out of range. The doors refuse these with their field; this is for what they overlooked.</summary>
    private static bool IsUnstorable(Exception failure) =>
        (failure as PostgresException ?? failure.InnerException as PostgresException)?.SqlState.StartsWith("22", StringComparison.Ordinal) == true;

    private static Refusal Of(BadHttpRequestException bad) => bad switch
    {
        { InnerException: JsonException json } => Of(json),
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => TooLarge(),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new("api.media-type", "Send the body as application/json."),
        _ when QueryParameter().Match(bad.Message) is { Success: true } match =>
            new(ApiProblem.FilterInvalid, "This value cannot be read.", match.Groups["name"].Value),
        _ => BodyMissing(),
    };

    private static Refusal Of(JsonException json)
    {
        var path = json.Path is null or "$" ? "" : json.Path.StartsWith("$.", StringComparison.Ordinal) ? json.Path[2..] : json.Path;
        if (json.InnerException is null && Quoted().Match(json.Message[Math.Max(0, json.Message.IndexOf("including:", StringComparison.Ordinal))..]) is { Success: true } name)
        {
            var field = name.Groups["name"].Value; // of several that are missing, the first
            if (json.Message.Contains("could not be mapped", StringComparison.Ordinal))
            {
                return new(StrictObject.Unknown, $"There is no field \"{field}\" here.", Under(path, field));
            }

            if (json.Message.Contains("missing required", StringComparison.Ordinal))
            {
                return new(StrictObject.Missing, "This field is needed.", Under(path, field));
            }
        }

        return IsSyntax(json)
            ? new(StrictObject.Malformed, $"This is not JSON that we can read: line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1}.", path.Length == 0 ? "$" : path)
            : new(StrictObject.WrongType, "This value is not what the field takes.", path.Length == 0 ? "$" : path);
    }

    /// <summary>The parser's own complaint; its type is not public, but converters never raise it.</summary>
    private static bool IsSyntax(JsonException json) => json.InnerException is JsonException || json.GetType() != typeof(JsonException);

    private static string Under(string path, string field) =>
        path.Length == 0 ? field : path == field || path.EndsWith("." + field, StringComparison.Ordinal) ? path : $"{path}.{field}";

    [GeneratedRegex("'(?<name>[^']*)'")]
    private static partial Regex Quoted();

    [GeneratedRegex("^Failed to bind parameter \"[^ \"]+ (?<name>[^\"]+)\" from")]
    private static partial Regex QueryParameter();

    [LoggerMessage(6001, LogLevel.Error, "A request failed: {Method} {Endpoint}")]
    private static partial void LogFailed(ILogger logger, Exception failure, string method, string? endpoint);
}
