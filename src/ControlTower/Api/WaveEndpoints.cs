using ControlTower.Access;
using ControlTower.Picking;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/waves: what goes to the floor together.</summary>
public static class WaveEndpoints
{
    /// <param name="Cutoff">Only what is due with the dispatch of this cut-off or before; left out: several drafts to choose from.</param>
    /// <param name="Batch">Orders of one unit are picked together and sorted at the bench.</param>
    public sealed record ProposeWish(
        string Warehouse, DateTimeOffset? Cutoff = null, IReadOnlyList<string>? Zones = null, IReadOnlyList<string>? Categories = null,
        int? OrdersMax = null, int? Pickers = null, int? TotesPerList = null, bool Batch = false);

    public sealed record CreateWish(Guid Draft);

    public sealed record ReleaseWish;

    public sealed record CancelWish(string? Why = null);

    public static void MapWaves(this IEndpointRouteBuilder api)
    {
        var waves = api.MapGroup("/waves").WithTags("Waves");
        waves.MapPost("/propose", ProposeAsync).Produces<ProposalBody>().WithSummary("Drafts of waves with their effort, their walk, their risk, and what they leave out and why");
        waves.MapPost("/", CreateAsync).Produces<WaveBody>(StatusCodes.Status201Created).WithSummary("A draft becomes a wave; nothing goes to the floor yet");
        waves.MapGet("/{id:guid}", GetAsync).NeedsDuty(Duty.ViewOrders).Produces<WaveBody>().WithSummary("A wave and its lists, as far as they are");
        waves.MapPost("/{id:guid}/release", ReleaseAsync).Produces<ReleasedBody>().WithSummary("The wave goes to the floor: its pick lists");
        waves.MapPost("/{id:guid}/cancel", CancelAsync).Produces<WaveBody>().WithSummary("The wave is dissolved and taken back from the floor; demands why");
    }

    private static async Task<IResult> ProposeAsync(
        ProposeWish wish, HttpContext context, ProposeWavesHandler handler, WaveReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        (StockEndpoints.EmptyEntry("zones", wish.Zones) ?? StockEndpoints.EmptyEntry("categories", wish.Categories)) is { } empty
            ? empty
            : await answers.OfAsync(
                await handler.HandleAsync(
                    new(context.CommandId(), context.Actor(), wish.Warehouse, wish.Cutoff, wish.Zones, wish.Categories, wish.OrdersMax, wish.Pickers, wish.TotesPerList, wish.Batch),
                    cancellationToken),
                async done => ProposalBody.Of(await reader.DraftsAsync(done.Drafts, cancellationToken)), cancellationToken);

    private static async Task<IResult> CreateAsync(
        CreateWish wish, HttpContext context, CreateWaveHandler handler, WaveReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Draft), cancellationToken),
            done => ShowAsync(done.Wave, reader, cancellationToken), cancellationToken, StatusCodes.Status201Created);

    private static async Task<IResult> GetAsync(Guid id, HttpContext context, WaveReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is not { } wave ? ApiProblem.Of(WaveRefusals.Unknown(id.ToString()))
        : !context.Actor().Sees(wave.Wave.Warehouse) ? ApiProblem.Of(AccessRefusals.OutOfScope(wave.Wave.Warehouse))
        : TypedResults.Ok(WaveBody.Of(wave));

    private static async Task<IResult> ReleaseAsync(
        Guid id, ReleaseWish? _, HttpContext context, ReleaseWaveHandler handler, WaveReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), id), cancellationToken),
            async done => ReleasedBody.Of(done, (await reader.FindAsync(id, cancellationToken))!), cancellationToken);

    private static async Task<IResult> CancelAsync(
        Guid id, CancelWish wish, HttpContext context, CancelWaveHandler handler, WaveReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), id, wish.Why), cancellationToken),
            _ => ShowAsync(id, reader, cancellationToken), cancellationToken);

    private static async Task<object?> ShowAsync(Guid id, WaveReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(id, cancellationToken) is { } wave ? WaveBody.Of(wave) : null;
}
