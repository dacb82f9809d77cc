using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Counter;

/// <summary>A small marketplace that sends a CSV file every hour: tried dry first, then imported. Now and then a row cannot be read.</summary>
public sealed partial class HourlyFile(
    ShopLedger market, Checkout checkout, Desk clerk, Company.DemoCompany company, Pace pace, SimSettings settings, Tally tally, TimeProvider clock,
    ILogger<HourlyFile> logger)
    : Rounds(pace, TimeSpan.FromHours(1), TimeSpan.FromSeconds(90), logger)
{
    public const string Header =
        "order_ref,ordered_at,customer_name,phone,email,address1,address2,city,region,postcode,country,"
        + "sku,qty,unit_price,shipping_amount,shipping_method,payment_method,paid,currency,note";

    private const int RowsMax = 200;
    private readonly List<ShopOrder> _unsent = [];

    public static string CsvOf(IEnumerable<ShopOrder> orders)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var (order, line) in orders.SelectMany(order => order.Lines.Select(line => (order, line))))
        {
            string?[] cells =
            [
                order.ExternalId, order.PlacedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), order.Buyer.Name, order.Phone, order.Email,
                order.ShipTo.Line1, order.ShipTo.Line2, order.ShipTo.City, order.ShipTo.Region, order.ShipTo.Postcode, order.ShipTo.Country,
                line.Sku, line.Units.ToString(CultureInfo.InvariantCulture), Amount.Text(line.Price), Amount.Text(order.ShippingPrice), order.ShippingMethod,
                TowerOrder.MethodOf(order.PayBy), order.PaidAt is null ? "n" : "y", order.Shop.Currency, order.Note,
            ];
            csv.AppendJoin(',', cells.Select(Quote)).Append("\r\n");
        }

        return csv.ToString();
    }

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var dice = Dice.Of(settings.Seed, "file", market.Made.ToString(CultureInfo.InvariantCulture));
        _unsent.AddRange(Enumerable.Range(0, dice.Between(4, 8))
            .Select(_ => market.Add(id => checkout.Buy(market.Store, id, now) with { Intends = null, Fee = 0 })));
        var csv = CsvOf(_unsent);
        if (dice.Chance(0.4))
        {
            var odd = market.Add(id => checkout.Buy(market.Store, id, now, new Twist(Mishap.BadPhone)) with { Fee = 0 });
            csv += CsvOf([odd])[(Header.Length + 2)..].Replace(",EG,", ",Egyptt,", StringComparison.Ordinal);
        }

        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(csv)).ToArray();
        var answer = await ImportAsync(bytes, isDry: true, cancellationToken);
        answer = answer.IsDone ? await ImportAsync(bytes, isDry: false, cancellationToken) : answer;
        tally.Count(answer.IsDone ? "files imported" : answer.IsAway ? "files not sent" : "files refused");
        if (!answer.IsAway || _unsent.Count > RowsMax)
        {
            _unsent.Clear(); // while the tower is away they wait for the next file
        }

        if (answer is { IsDone: false, IsAway: false })
        {
            LogRefused(logger, answer.Status, answer.Code, answer.Text("detail"));
        }
    }

    private Task<TowerAnswer> ImportAsync(byte[] csv, bool isDry, CancellationToken cancellationToken) => clerk.PostAsync(
        $"/api/v1/orders/import?store={market.Store.Key}&dryRun={(isDry ? "true" : "false")}", Guid.CreateVersion7(),
        () =>
        {
            var file = new ByteArrayContent(csv) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
            return new MultipartFormDataContent { { file, "file", "orders.csv" } };
        },
        cancellationToken);

    private static string Quote(string? cell) =>
        cell is null ? "" : cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    [LoggerMessage(9021, LogLevel.Information, "The tower refused a file: {Status} {Code} {Detail}")]
    private static partial void LogRefused(ILogger logger, int status, string? code, string? detail);
}
