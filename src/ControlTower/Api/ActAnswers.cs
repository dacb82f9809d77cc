using System.Text.Json;
using System.Text.Json.Nodes;
using ControlTower.Data;
using ControlTower.Journal;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>
/// The answer of every act: the object that it changed, as its GET shows it, with <c>entry</c>, its entry in the journal, and <c>position</c>,
/// null until the entry is stamped some milliseconds later.
/// </summary>
public sealed class ActAnswers(EntryPositions positions)
{
    /// <param name="show">Reads the object anew; null: it is gone or was never one thing, and only entry and position are answered.</param>
    /// <param name="status">Of a decided act.</param>
    public async Task<IResult> OfAsync<TEvent>(
        Outcome<Committed<TEvent>> outcome, Func<TEvent, Task<object?>> show, CancellationToken cancellationToken, int status = StatusCodes.Status200OK)
        where TEvent : class, IJournaled
    {
        if (!outcome.Decided(out var committed, out var refused))
        {
            return ApiProblem.Of(refused);
        }

        return await OfAsync(committed.Entry, await show(committed.Event), cancellationToken, status);
    }

    public async Task<IResult> OfAsync(Guid entry, object? shown, CancellationToken cancellationToken, int status = StatusCodes.Status200OK)
    {
        var body = shown is null ? [] : JsonSerializer.SerializeToNode(shown, shown.GetType(), ApiJson.Options)!.AsObject();
        body["entry"] = JsonValue.Create(entry);
        body["position"] = JsonValue.Create(await positions.FindAsync(entry, cancellationToken));
        return TypedResults.Json(body, ApiJson.Options, statusCode: status);
    }
}
