using ControlTower.Access;
using ControlTower.Live;
using ControlTower.People;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/access/keys: which machines may come in, in which role, for which warehouses.</summary>
public static class KeyDoors
{
    private const string Prefix = "ct-"; // so that a key that leaked is found by whoever looks for it

    /// <param name="Warehouses">Null or left out: all.</param>
    public sealed record KeyWish(string Name, Role Role, IReadOnlyList<string>? Warehouses = null);

    /// <param name="Why">Kept in the audit; may be left out.</param>
    public sealed record RevokeWish(string? Why = null);

    /// <param name="Key">Null when the request was sent again: the key was in the first answer.</param>
    private sealed record MadeKey(Guid Id, string? Key, string Name, Role Role, IReadOnlyList<string>? Warehouses);

    public static void MapKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/access/keys").NeedsDuty(Duty.Administer).WithTags("Access");
        keys.MapGet("/", ListAsync).Produces<Page<KeyRow>>().WithSummary("The machine keys, the newest first; never the keys themselves");
        keys.MapPost("/", CreateAsync).WithSummary("Make a key; it is shown in this answer alone");
        keys.MapPost("/{id:guid}/revoke", RevokeAsync).WithSummary("The key opens nothing any more");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, KeyList keys, LiveFeed feed, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!PageAsk.Read(request, keys: 1).Decided(out var ask, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        Guid? before = ask.After is [var cursor] && Guid.TryParse(cursor, out var id) ? id : null;
        if (ask.After is not null && before is null)
        {
            return ApiProblem.Of(new Refusal(ApiProblem.Cursor, "This is no cursor of this list.", "after"));
        }

        var rows = await keys.ReadAsync(before, ask.Take + 1, cancellationToken);
        return TypedResults.Ok(ask.PageOf(rows, row => [row.Id.ToString()], row => row, clock.GetUtcNow(), feed));
    }

    private static async Task<IResult> CreateAsync(
        KeyWish wish, HttpContext context, CreateKeyHandler handler, ActAnswers answers, CancellationToken cancellationToken)
    {
        var (secret, id) = (KeySecret.Make(Prefix), Guid.CreateVersion7());
        var outcome = await handler.HandleAsync(
            new(context.CommandId(), context.Actor(), id, wish.Name, wish.Role, wish.Warehouses, KeySecret.Hash(secret)), cancellationToken);
        return await answers.OfAsync(
            outcome, made => Task.FromResult<object?>(new MadeKey(made.Key, made.Key == id ? secret : null, made.Name, made.Role, made.Warehouses)),
            cancellationToken, StatusCodes.Status201Created);
    }

    private static async Task<IResult> RevokeAsync(
        Guid id, RevokeWish? wish, HttpContext context, RevokeKeyHandler handler, KeyList keys, ActAnswers answers, CancellationToken cancellationToken)
    {
        var outcome = await handler.HandleAsync(new(context.CommandId(), context.Actor(), id, wish?.Why), cancellationToken);
        return await answers.OfAsync(outcome, async revoked => await keys.FindAsync(revoked.Key, cancellationToken), cancellationToken);
    }
}
