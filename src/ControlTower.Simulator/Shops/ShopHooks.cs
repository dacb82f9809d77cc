using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

/// <summary>One signed message of a shop on its way to the tower.</summary>
/// <param name="EventId">Of what happened; the same for every try.</param>
/// <param name="At">When it happened; a try much later carries the same.</param>
public sealed record Delivery(string Topic, long OrderId, byte[] Body, Guid EventId, DateTimeOffset At);

/// <summary>A shop's webhooks: rendered when something happens, signed, sent in the shop's own manner, lost and doubled at the shop's own rate.</summary>
public abstract class ShopHooks(ShopLedger ledger, HttpClient http, SimSettings settings, Tally tally, TimeProvider clock) : BackgroundService, IChannel
{
    public const int LostPerHundred = 5;
    public const int TwicePerHundred = 2;

    private const int WaitingMax = 2_000;

    private readonly Channel<Delivery> _waiting = Channel.CreateBounded<Delivery>(new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite });

    public Store Store => ledger.Store;

    public ShopLedger Ledger => ledger;

    protected SimSettings Settings => settings;

    protected TimeProvider Clock => clock;

    protected Tally Tally => tally;

    /// <summary>How many are on their way at once, those that wait for their next try included.</summary>
    protected abstract int Abreast { get; }

    public void Tell(ShopOrder order, ShopEvent what, Luck luck = Luck.AsEver)
    {
        var body = Render(order);
        var eventId = Dice.Of(settings.Seed, "event", Store.Key, Number(order.Id), Number(order.Version)).Id();
        foreach (var topic in TopicsOf(what))
        {
            var throws = Dice.Of(settings.Seed, "webhook", Store.Key, Number(order.Id), Number(order.Version), topic).Below(100);
            if (luck is Luck.AsEver && throws < LostPerHundred)
            {
                tally.Count("webhooks lost");
                continue;
            }

            var delivery = new Delivery(topic, order.Id, body, eventId, order.UpdatedAt);
            Send(delivery);
            if (luck is Luck.Twice || luck is Luck.AsEver && throws < LostPerHundred + TwicePerHundred)
            {
                tally.Count("webhooks twice");
                Send(delivery);
            }
        }
    }

    /// <summary>As it is, past all chance: for what a shop should never send.</summary>
    public void Send(Delivery delivery)
    {
        if (!_waiting.Writer.TryWrite(delivery))
        {
            tally.Count("webhooks dropped"); // a shop's own backlog is full: the sweep has to find it
        }
    }

    /// <summary>Base64 of HMAC-SHA256 over the raw body: both shops sign so.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public abstract byte[] Render(ShopOrder order);

    protected abstract IReadOnlyList<string> TopicsOf(ShopEvent what);

    /// <summary>All its tries. A tower that is away, refuses or is slow throws nothing here.</summary>
    protected abstract Task DeliverAsync(Delivery delivery, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var abreast = new ParallelOptions { MaxDegreeOfParallelism = Abreast, CancellationToken = stoppingToken };
        await Parallel.ForEachAsync(_waiting.Reader.ReadAllAsync(stoppingToken), abreast, async (delivery, token) => await DeliverAsync(delivery, token));
    }

    /// <returns>The answer's status, 0 for none in time; and how long the tower asked to wait.</returns>
    protected async Task<(int Status, TimeSpan? RetryAfter)> PostAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            tally.Count((int)response.StatusCode < 400 ? "webhooks taken" : $"webhooks answered {(int)response.StatusCode}");
            return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            tally.Count("webhooks unanswered");
            return (0, null);
        }
    }

    protected static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
