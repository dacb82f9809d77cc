using ControlTower.Access;
using ControlTower.Playbook.Access;

namespace ControlTower.Api;

/// <summary>/api/v1/boards: the same objects that screens and walls show.</summary>
public static class BoardEndpoints
{
    /// <summary>More rows than this nobody reads; <c>rowsTotal</c> says how many there are.</summary>
    public const int RowsMax = 500;

    public sealed record BoardHead(string Board, IReadOnlyList<string> Columns, IReadOnlyList<string> Filters);

    public sealed record BoardBody(
        string Board, DateTimeOffset AsOf, long Position, IReadOnlyDictionary<string, long> Counters, IReadOnlyList<object> Rows, int RowsTotal);

    public static IServiceCollection AddBoardDoors(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(options => ApiJson.Apply(options.PayloadSerializerOptions));
        services.AddSingleton<IBoardDoor, InboxDoor>().AddSingleton<IBoardDoor, AgingDoor>().AddSingleton<IBoardDoor, FlowDoor>().AddSingleton<IBoardDoor, ExceptionsDoor>()
            .AddSingleton<IBoardDoor, StockDoor>().AddSingleton<IBoardDoor, ReturnsDoor>().AddSingleton<IBoardDoor, DeliveryDoor>();
        services.AddSingleton<IBoardDoor, PickingDoor>().AddSingleton<IBoardDoor, HelpDoor>().AddSingleton<IBoardDoor, PackingDoor>();
        services.AddSingleton<IBoardDoor, WavesDoor>().AddSingleton<IBoardDoor, CutoffsDoor>().AddSingleton<IBoardDoor, OverviewDoor>();
        services.AddSingleton<IBoardDoor, DispatchDoor>().AddSingleton<IBoardDoor, CouriersDoor>();
        return services.AddSingleton<BoardShelf>();
    }

    public static void MapBoards(this IEndpointRouteBuilder api)
    {
        var boards = api.MapGroup("/boards").WithTags("Boards").NeedsDuty(Duty.ViewOrders);
        boards.MapGet("", (BoardShelf shelf) => shelf.All.Select(door => new BoardHead(door.Name, ColumnsOf(door), door.Filters)).ToList())
            .WithSummary("All boards, their columns and their filters");
        boards.MapGet("/{board}", Get).Produces<BoardBody>().WithSummary("A board's rows and counters, as screens show them; 500 rows at most");
    }

    /// <summary>The hub stands beside the API, since clients of hubs carry their key in the query.</summary>
    public static void MapBoardsHub(this IEndpointRouteBuilder routes) =>
        routes.MapHub<BoardsHub>("/hubs/boards").RequireAuthorization(AccessPolicies.Machine).NeedsDuty(Duty.ViewOrders);

    private static IResult Get(string board, HttpContext context, BoardShelf shelf)
    {
        var who = context.Actor();
        if (!shelf.Find(board, context.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())), who).Decided(out var asked, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        var picture = asked.Door.Read(who, asked.Filter);
        return TypedResults.Ok(new BoardBody(board, picture.AsOf, picture.Position, picture.Counters, [.. picture.Rows.Take(RowsMax)], picture.Rows.Count));
    }

    private static List<string> ColumnsOf(IBoardDoor door) => [.. door.Line.GetProperties().Select(column => char.ToLowerInvariant(column.Name[0]) + column.Name[1..])];
}
