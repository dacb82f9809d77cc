using System.Globalization;
using System.Text.Json;
using ControlTower.Access;
using ControlTower.Journal;
using ControlTower.Live;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>The journal for machines: followed from a position, one entry by its id, and the walk along the audit chain.</summary>
public static class JournalDoors
{
    /// <summary>An entry as the API shows it; the words of personal data are never in it.</summary>
    /// <param name="Number">Of the one order that it is about; null where it is about none, or several.</param>
    public sealed record EntryView(
        long? Position, Guid Entry, DateTimeOffset At, Guid Actor, string ActorName, string? Device, Guid CommandId, string Kind, string Subject,
        IReadOnlyList<string> Keys, JsonElement? Old, JsonElement? New, string? Why, string? Number);

    public static void MapJournal(this IEndpointRouteBuilder api)
    {
        api.MapGet("/journal", FollowAsync).NeedsDuty(Duty.ReadAudit).WithTags("Audit").Produces<Page<EntryView>>()
            .WithSummary("The feed: entries after a position, in order. A key of limited scope sees its warehouses' entries alone");
        api.MapGet("/journal/{entry:guid}", FindAsync).WithTags("Audit").Produces<EntryView>()
            .WithSummary("One entry, with its position once it has one; without the duty to read the audit, only where it stands");
        api.MapGet("/audit/verify", async (ChainCheck chain, CancellationToken cancellationToken) => TypedResults.Ok(await chain.VerifyAsync(after: 0, cancellationToken)))
            .NeedsDuty(Duty.ReadAudit).WithTags("Audit").Produces<ChainVerdict>().WithSummary("Walks the whole hash chain and names the first entry that does not fit");
    }

    private static async Task<IResult> FollowAsync(
        HttpContext context, JournalReader journal, LiveFeed feed, OrderNumbers numbers, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (PageAsk.UnknownFilter(context.Request, "after", "take") is { } unknown)
        {
            return ApiProblem.Of(unknown);
        }

        if (Whole(context.Request, "after", 0, 0, long.MaxValue) is not { } after)
        {
            return ApiProblem.Of(new Refusal(ApiProblem.Cursor, "Give a position of the feed, 0 or more.", "after"));
        }

        if (Whole(context.Request, "take", PageAsk.TakeMax, 1, PageAsk.TakeMax) is not { } take)
        {
            return ApiProblem.Of(new Refusal(ApiProblem.Take, $"A page has 1 to {PageAsk.TakeMax} rows; follow next for more.", "take"));
        }

        var rows = await journal.FollowAsync(after, (int)take + 1, context.Actor().Warehouses, cancellationToken);
        var shown = rows.Take((int)take).ToList();
        var next = rows.Count > take ? shown[^1].Position!.Value.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new Page<EntryView>([.. shown.Select(row => Show(row, numbers))], next, clock.GetUtcNow(), Math.Max(0, feed.Position)));
    }

    private static async Task<IResult> FindAsync(Guid entry, HttpContext context, JournalReader journal, OrderNumbers numbers, CancellationToken cancellationToken)
    {
        var actor = context.Actor();
        var mayRead = actor.May(Duty.ReadAudit);
        return await journal.FindAsync(entry, mayRead ? actor.Warehouses : null, cancellationToken) is not { } row
            ? ApiProblem.Of(new Refusal("journal.unknown", "There is no such entry."))
            : TypedResults.Ok(mayRead ? Show(row, numbers) : Show(row, numbers) with { Old = null, New = null, Why = null });
    }

    private static long? Whole(HttpRequest request, string name, long usual, long least, long most) =>
        request.Query[name].ToString() is not { Length: > 0 } text ? usual
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : null;

    private static EntryView Show(JournalRow row, OrderNumbers numbers) => new(
        row.Position, row.Entry, row.At, row.Actor, row.ActorName, row.Device, row.CommandId, row.Kind, row.Subject, row.Keys, Read(row.Old), Read(row.New), row.Why,
        row.Order is { } number ? numbers.Text(number) : null);

    private static JsonElement? Read(string? json) => json is null ? null : JsonDocument.Parse(json).RootElement;
}
