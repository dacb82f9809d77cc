using ControlTower.Access;
using ControlTower.Journal;
using ControlTower.Playbook.Vocabulary;
using Microsoft.AspNetCore.Mvc;

namespace ControlTower.Api;

/// <summary>What machines see. Each area of doors stands in its own file; here is what holds for all of them.</summary>
public static class TowerApi
{
    private const string Root = "/api/v1";
    private const int BodyBytesMax = 1_000_000; // the server answers 413 above it

    public static IServiceCollection AddTowerApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // so that the answer names the field
        services.AddExceptionHandler<BadRequests>();
        services.AddSingleton<EntryPositions>().AddSingleton<ActAnswers>().AddSingleton<HonestyCheck>();
        services.AddBoardDoors();
        services.AddOpenApi("v1", options => options.ShouldInclude = door => door.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true);
        return services;
    }

    /// <summary>Before the doors: what goes wrong behind them is answered as a problem, not as a page.</summary>
    public static void UseTowerApi(this WebApplication app) => app.UseWhen(context => IsMachines(context.Request.Path), machines =>
    {
        machines.UseStatusCodePages(bare => BareAnswer(bare.HttpContext)); // the server itself says no more than a number
        machines.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = _ => Task.CompletedTask, SuppressDiagnosticsCallback = _ => true, // BadRequests logs what is ours
        });
    });

    public static void MapTowerApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        routes.MapHealth();
        routes.MapBoardsHub();
        routes.MapPictures();
        routes.MapReturnPhotos();
        routes.MapParcelPhotos();
        routes.MapProofs();

        var api = routes.MapGroup(Root).RequireAuthorization(AccessPolicies.Machine).DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(BodyBytesMax)).AddEndpointFilter(CommandKey.FilterAsync);
        api.MapKeys();
        api.MapBoards();
        api.MapStock();
        api.MapWarehouses();
        api.MapWaves();
        api.MapJournal();
        api.MapOrders();
        api.MapOrderActs();
        api.MapExceptions();
        api.MapMessages();
        api.MapOrderImport();
        api.MapPacking();
        api.MapShipping();
        api.MapPicking();
        api.MapReturns();
        api.MapDelivery();
        api.MapHelp();
        api.MapManifests();
        api.MapPapers();
        api.MapLabels();

        // Last, and behind every door: an address that is none, or is asked in a way that its door does not know, is a problem with a body, too.
        api.MapFallback("/{**rest}", NoSuchDoor.AnswerAsync).ExcludeFromDescription();
    }

    private static Task BareAnswer(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => ApiProblem.WriteAsync(context, BadRequests.BodyMissing()),
        StatusCodes.Status413PayloadTooLarge => ApiProblem.WriteAsync(context, BadRequests.TooLarge()),
        _ => Task.CompletedTask,
    };

    private static bool IsMachines(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal)
        || path.StartsWithSegments("/intake", StringComparison.Ordinal) || path.StartsWithSegments("/couriers", StringComparison.Ordinal);
}
