using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Shops;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>
/// One member of staff works the exception list of their role: looks, claims, thinks, does. A case that somebody else has
/// claimed is theirs, and one in eight is left lying for a good while, so that a visitor finds something to do.
/// </summary>
public sealed partial class CaseWork(
    Desk desk, StoreFront front, CaseFixes fixes, CourierFixes couriers, StockClerk stock, DemoCompany company, Pace pace, SimSettings settings, Tally tally,
    TimeProvider clock, ILogger<CaseWork> logger)
    : Rounds(pace, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), logger)
{
    private const int AtOnceMax = 6; // cases in one round
    private const int TriesMax = 3;

    private readonly Dictionary<string, Known> _cases = new(StringComparer.Ordinal);

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var list = await desk.GetAsync($"/api/v1/exceptions?state=open&ownerRole={desk.Role}&take=200", cancellationToken);
        if (!list.IsDone)
        {
            return;
        }

        var rows = list.List("items").Where(row => row.Text("id") is not null).ToList();
        Forget(rows);
        var done = 0;
        var causes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (row.Text("causeKey") is { } cause && causes.Contains(cause))
            {
                continue; // solved with another one just now
            }

            var known = Know(row.Text("id")!);
            var waited = clock.GetElapsedTime(known.Seen);
            if (known.Tries >= TriesMax || (row.Text("owner") is { } owner && !known.IsMine && owner != desk.Name))
            {
                continue;
            }

            if (waited >= Pace.Of(known.Thinks))
            {
                if (await WorkAsync(row, known, cancellationToken) is { AllOfCause: true })
                {
                    causes.Add(row.Text("causeKey") ?? "");
                }

                if (++done >= AtOnceMax)
                {
                    return;
                }
            }
            else if (!known.IsMine && waited >= Pace.Of(known.Thinks) / 2)
            {
                known.IsMine = (await desk.PostAsync($"/api/v1/exceptions/{row.Text("id")}/claim", new { }, cancellationToken)).IsDone;
            }
        }
    }

    /// <returns>What was done; null where nothing was, or support called.</returns>
    private async Task<Fix?> WorkAsync(JsonElement row, Known known, CancellationToken cancellationToken)
    {
        known.Tries++;
        var number = row.Part("subject").Text("number");
        var order = number is null ? default : (await desk.GetAsync($"/api/v1/orders/{number}", cancellationToken)).Body;
        var customer = order.Text("store") is { } store && order.Text("externalId") is { } id ? front.Find(store)?.Ledger.Find(id) : null;

        var fix = couriers.Decide(row) ?? fixes.Decide(row, order, customer);
        var answer = row.Text("code") == "COD_UNCONFIRMED" && number is not null
            ? await CallAsync(row, number, customer, known, cancellationToken)
            : fix is not null ? await ResolveAsync(row, fix, cancellationToken) : (TowerAnswer?)null;
        if (answer is not { } told)
        {
            known.Tries = TriesMax; // nothing for us: a person's case
            return null;
        }

        tally.Count(told.IsDone ? "cases solved" : "cases refused");
        if (!told.IsDone)
        {
            LogRefused(logger, desk.Name, row.Text("code"), told.Status, told.Code, told.Text("detail"));
        }
        else if (row.Text("code") is "NO_STOCK" or "PROMISE_BROKEN")
        {
            stock.Want(order);
        }

        return fix;
    }

    /// <summary>The customer of a COD order says yes, or no, or is not there and is asked in writing.</summary>
    private async Task<TowerAnswer?> CallAsync(JsonElement row, string number, ShopOrder? customer, Known known, CancellationToken cancellationToken)
    {
        switch (fixes.CodAnswer(customer, number))
        {
            case Answer.Yes:
                return await desk.PostAsync($"/api/v1/orders/{number}/confirm-cod", new { by = "phone" }, cancellationToken);
            case Answer.No:
                return await ResolveAsync(row, new Fix("cancelOrder", new { }, "The customer does not want it any more."), cancellationToken);
            default:
                known.Tries = TriesMax; // asked once; the tower's own clock cancels it when nobody answers
                return await ResolveAsync(row, new Fix("askCustomer", new { }), cancellationToken);
        }
    }

    private Task<TowerAnswer> ResolveAsync(JsonElement row, Fix fix, CancellationToken cancellationToken) => desk.PostAsync(
        $"/api/v1/exceptions/{row.Text("id")}/resolve",
        fix.Why is null
            ? (object)new { action = fix.Action, values = fix.Values, allOfCause = fix.AllOfCause }
            : new { action = fix.Action, values = fix.Values, why = fix.Why, allOfCause = fix.AllOfCause },
        cancellationToken);

    private Known Know(string id)
    {
        if (!_cases.TryGetValue(id, out var known))
        {
            var dice = Dice.Of(settings.Seed, "thinks", id);
            known = _cases[id] = new Known(clock.GetTimestamp(), dice.Chance(0.125) ? dice.Minutes(45, 120) : dice.Minutes(2, 12));
        }

        return known;
    }

    private void Forget(List<JsonElement> rows)
    {
        var open = rows.Select(row => row.Text("id")!).ToHashSet(StringComparer.Ordinal);
        foreach (var id in _cases.Keys.Where(id => !open.Contains(id)).ToList())
        {
            _cases.Remove(id);
        }
    }

    [LoggerMessage(9030, LogLevel.Information, "{Clerk} could not solve {Case}: {Status} {Code} {Detail}")]
    private static partial void LogRefused(ILogger logger, string clerk, string? @case, int status, string? code, string? detail);

    /// <param name="thinks">From seeing it to doing something, of life.</param>
    private sealed class Known(long seen, TimeSpan thinks)
    {
        public long Seen => seen;

        public TimeSpan Thinks => thinks;

        public bool IsMine { get; set; }

        public int Tries { get; set; }
    }
}
