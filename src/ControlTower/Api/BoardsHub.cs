using System.Runtime.CompilerServices;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Journal;
using Microsoft.AspNetCore.SignalR;

namespace ControlTower.Api;

/// <summary>/hubs/boards: boards for clients that are no Blazor pages. The first message is the whole board, the next ones are what changed.</summary>
public sealed class BoardsHub(BoardShelf shelf, RightsBook rights, TimeProvider clock) : Hub
{
    /// <summary>How long a board that does not move may be left before its reader's key is asked for again.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);

    /// <param name="Removed">Keys of rows that are gone, or no longer among the first 500.</param>
    /// <param name="Snapshot">True: forget everything before.</param>
    public sealed record BoardChange(
        DateTimeOffset AsOf, long Position, IReadOnlyDictionary<string, long> Counters, IReadOnlyList<object> Upserts, IReadOnlyList<string> Removed, bool Snapshot);

    /// <param name="board">Its name: <c>inbox</c>.</param>
    /// <param name="filter">An object such as <c>{ "warehouse": "cairo" }</c>, or null.</param>
    /// <param name="cancellationToken">The client let go.</param>
    /// <exception cref="HubException">There is no such board or filter, or it is not the caller's to see, or not any more; the message begins with the code.</exception>
    public async IAsyncEnumerable<BoardChange> Subscribe(string board, JsonElement? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var identity = ActorIdentity.Of(Context.User) ?? throw new HubException("access.key: nobody is signed in.");
        var who = identity.Who;
        if (!shelf.Find(board, Pairs(filter), who).Decided(out var asked, out var refused))
        {
            throw new HubException($"{refused.Code}: {refused.Message}");
        }

        var bell = new Bell();
        using var watch = asked.Door.Watch(() =>
        {
            bell.Ring();
            return Task.CompletedTask;
        });
        bell.Ring(); // watched first, read second: nothing falls between

        BoardPicture? before = null;
        while (true)
        {
            var hasRung = await bell.WaitAsync(s_look, clock, cancellationToken);
            if (!await rights.StandsAsync(identity, cancellationToken))
            {
                throw new HubException("access.key: the key was revoked.");
            }

            if (hasRung)
            {
                var now = asked.Door.Read(who, asked.Filter);
                now = now with { Rows = [.. now.Rows.Take(BoardEndpoints.RowsMax)] };
                if (ChangeOf(before, now) is { } change)
                {
                    yield return change;
                }

                before = now;
            }
        }
    }

    /// <returns>Null when nothing changed that the client can see.</returns>
    private static BoardChange? ChangeOf(BoardPicture? before, BoardPicture now)
    {
        if (before is null)
        {
            return new(now.AsOf, now.Position, now.Counters, now.Rows, [], Snapshot: true);
        }

        var known = before.Rows.ToDictionary(row => row.Key, row => row.Source);
        List<object> upserts = [.. now.Rows.Where(row => !known.TryGetValue(row.Key, out var source) || !source.Equals(row.Source))];
        List<string> removed = [.. known.Keys.Except(now.Rows.Select(row => row.Key))];
        var isSame = upserts.Count == 0 && removed.Count == 0 && before.Counters.OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual(now.Counters.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        return isSame ? null : new(now.AsOf, now.Position, now.Counters, upserts, removed, Snapshot: false);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement? filter) => filter switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => [],
        { ValueKind: JsonValueKind.Object } asked => asked.EnumerateObject().Where(pair => pair.Value.ValueKind != JsonValueKind.Null)
            .Select(pair => KeyValuePair.Create(pair.Name, pair.Value.ToString())),
        _ => throw new HubException($"{ApiProblem.FilterInvalid}: a filter is an object, or null."),
    };
}
