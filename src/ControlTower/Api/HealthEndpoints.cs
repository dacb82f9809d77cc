using ControlTower.Data;
using ControlTower.Observability;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace ControlTower.Api;

/// <summary>/health/live: the process. /health/ready: its database can be reached and has our schema. /health/honesty: what the data say of themselves.</summary>
public static class HealthEndpoints
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", (TimeProvider clock) => TypedResults.Ok(new Liveness("alive", TowerBuild.Id, clock.GetUtcNow())));
        health.MapGet("/ready", ReadyAsync);
        health.MapGet("/honesty", async (HonestyCheck check, CancellationToken cancellationToken) => TypedResults.Ok(await check.AskAsync(cancellationToken)));
    }

    private static async Task<Results<Ok<Readiness>, JsonHttpResult<Readiness>>> ReadyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            var missing = await SchemaMigrator.MissingAsync(database, limit.Token);
            return missing.Count == 0
                ? TypedResults.Ok(new Readiness("ready", null))
                : NotReady($"Migrations are not applied ({string.Join(", ", missing)}); run ./tower migrate.");
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return NotReady("The database does not answer.");
        }
    }

    private static JsonHttpResult<Readiness> NotReady(string why) =>
        TypedResults.Json(new Readiness("notReady", why), statusCode: StatusCodes.Status503ServiceUnavailable);

    internal sealed record Liveness(string Status, string Build, DateTimeOffset At);

    internal sealed record Readiness(string Status, string? Why);
}
