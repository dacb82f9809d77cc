using System.Globalization;
using ControlTower.Access;
using ControlTower.Inventory;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>/api/v1/stock: what there is, and every act that changes it.</summary>
public static class StockEndpoints
{
    public sealed record ReceiveWish(string Warehouse, IReadOnlyList<StockUnits> Lines, string? Bin = null, string? Reference = null);

    public sealed record AdjustWish(string Sku, string Warehouse, int By, AdjustReason Reason, string? Why = null, string? Bin = null);

    public sealed record TransferWish(string Sku, string From, string To, int Units, string? FromBin = null, string? ToBin = null);

    public sealed record CountWish(string Sku, string Warehouse, string Bin, int Counted, string? Why = null);

    public sealed record SafetyWish(string Sku, string Warehouse, int Safety);

    public sealed record SkuWish(
        string Sku, string Name, string? Category = null, IReadOnlyList<BarcodeUnits>? Barcodes = null, int? WeightGrams = null,
        IReadOnlyList<int>? DimensionsMm = null, MoneyBody? Price = null, IReadOnlyList<StockUnits>? Kit = null);

    public sealed record BinWish(string Bin, string? Zone = null, string? Aisle = null, string? Bay = null, string? Level = null, decimal X = 0, decimal Y = 0);

    public sealed record BinsWish(string Warehouse, IReadOnlyList<BinWish> Bins);

    private sealed record ReceivedBody(string Warehouse, string Bin, IReadOnlyList<StockBody> Stock);

    private sealed record SavedBins(string Warehouse, int Bins, int New);

    public static void MapStock(this IEndpointRouteBuilder api)
    {
        var stock = api.MapGroup("/stock").WithTags("Stock");
        stock.MapGet("/{sku}", GetAsync).NeedsDuty(Duty.ViewOrders).Produces<StockBody>().WithSummary("One SKU: its shelves, its bins, what waits for it");
        stock.MapPost("/receive", ReceiveAsync).WithSummary("Goods came in; orders that waited for them are served, the oldest first");
        stock.MapPost("/adjust", AdjustAsync).WithSummary("Correct the figures, with why");
        stock.MapPost("/transfer", TransferAsync).WithSummary("From one warehouse to another or, with bins, put away within one");
        stock.MapPost("/count", CountAsync).WithSummary("What was counted in a bin");
        stock.MapPost("/safety", SafetyAsync).WithSummary("Units of a shelf that are kept back from orders");
        stock.MapPost("/skus", SkuAsync).WithSummary("A SKU, whole: new, or described anew");
        stock.MapStockFiles();
        stock.MapPost("/bins", BinsAsync).WithSummary("Places of a warehouse: new, or described anew");
    }

    private static async Task<IResult> GetAsync(string sku, HttpContext context, StockReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(sku, cancellationToken) is { } stock
            ? TypedResults.Ok(StockBody.Of(stock, context.Actor().Sees))
            : ApiProblem.Of(InventoryRefusals.Unknown(sku));

    private static async Task<IResult> ReceiveAsync(
        ReceiveWish wish, HttpContext context, ReceiveStockHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (EmptyEntry("lines", wish.Lines) is { } empty)
        {
            return empty;
        }

        var outcome = await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Warehouse, wish.Bin, wish.Lines, wish.Reference), cancellationToken);
        return await answers.OfAsync(outcome, async received =>
        {
            var shown = new List<StockBody>();
            foreach (var line in received.Lines)
            {
                if (await reader.FindAsync(line.Sku, cancellationToken) is { } stock)
                {
                    shown.Add(StockBody.Of(stock, context.Actor().Sees));
                }
            }

            return new ReceivedBody(received.Warehouse, received.Bin, shown);
        }, cancellationToken);
    }

    private static async Task<IResult> AdjustAsync(
        AdjustWish wish, HttpContext context, AdjustStockHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Sku, wish.Warehouse, wish.Bin, wish.By, wish.Reason, wish.Why), cancellationToken),
            _ => ShowAsync(wish.Sku, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> TransferAsync(
        TransferWish wish, HttpContext context, TransferStockHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Sku, wish.From, wish.To, wish.Units, wish.FromBin, wish.ToBin), cancellationToken),
            _ => ShowAsync(wish.Sku, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> CountAsync(
        CountWish wish, HttpContext context, CountBinHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Sku, wish.Warehouse, wish.Bin, wish.Counted, wish.Why), cancellationToken),
            _ => ShowAsync(wish.Sku, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> SafetyAsync(
        SafetyWish wish, HttpContext context, SetSafetyHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken) =>
        await answers.OfAsync(
            await handler.HandleAsync(new(context.CommandId(), context.Actor(), wish.Sku, wish.Warehouse, wish.Safety), cancellationToken),
            _ => ShowAsync(wish.Sku, context, reader, cancellationToken), cancellationToken);

    private static async Task<IResult> SkuAsync(
        SkuWish wish, HttpContext context, SaveSkuHandler handler, StockReader reader, ActAnswers answers, CancellationToken cancellationToken)
    {
        if ((EmptyEntry("barcodes", wish.Barcodes) ?? EmptyEntry("kit", wish.Kit)) is { } empty)
        {
            return empty;
        }

        Money? price = null;
        if (wish.Price is { } told)
        {
            if (PriceOf(told) is not { } read)
            {
                return ApiProblem.Of(InventoryRefusals.Invalid("price", "A price is an amount such as \"120.00\" and a currency of three capital letters."));
            }

            price = read;
        }

        var outcome = await handler.HandleAsync(
            new(context.CommandId(), context.Actor(), wish.Sku, wish.Name, wish.Category ?? "", wish.Barcodes ?? [], wish.WeightGrams, wish.DimensionsMm, price, wish.Kit ?? []),
            cancellationToken);
        var isNew = outcome.Decided(out var saved, out _) && saved.Event.IsNew;
        return await answers.OfAsync(
            outcome, _ => ShowAsync(wish.Sku, context, reader, cancellationToken), cancellationToken, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<IResult> BinsAsync(BinsWish wish, HttpContext context, SaveBinsHandler handler, ActAnswers answers, CancellationToken cancellationToken)
    {
        if (EmptyEntry("bins", wish.Bins) is { } empty)
        {
            return empty;
        }

        var outcome = await handler.HandleAsync(
            new(context.CommandId(), context.Actor(), wish.Warehouse,
                [.. wish.Bins.Select(bin => new BinPlace(bin.Bin, bin.Zone ?? "", bin.Aisle ?? "", bin.Bay ?? "", bin.Level ?? "", bin.X, bin.Y))]),
            cancellationToken);
        return await answers.OfAsync(outcome, saved => Task.FromResult<object?>(new SavedBins(saved.Warehouse, saved.Bins, saved.New)), cancellationToken);
    }

    private static async Task<object?> ShowAsync(string sku, HttpContext context, StockReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(sku, cancellationToken) is { } stock ? StockBody.Of(stock, context.Actor().Sees) : null;

    /// <summary>JSON may hold null where an entry is meant, also in a list whose entries are none.</summary>
    internal static IResult? EmptyEntry<T>(string field, IReadOnlyList<T>? list)
        where T : class =>
        list?.ToList().FindIndex(entry => entry is null) is >= 0 and var at ? ApiProblem.Of(InventoryRefusals.Invalid($"{field}[{at}]", "This entry is empty.")) : null;

    private static Money? PriceOf(MoneyBody told) =>
        told.Currency.Length == 3 && told.Currency.All(char.IsAsciiLetterUpper)
            && decimal.TryParse(told.Amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount is >= 0 and < 1_000_000_000_000m
            ? Money.From(amount, told.Currency)
            : null;
}
