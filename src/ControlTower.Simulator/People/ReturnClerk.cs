using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>
/// What comes back to a site: customers who send something back call support, which opens the return; the clerk at the dock receives and grades it,
/// and the manager decides about the money that is asked for.
/// </summary>
/// <param name="dock">Receives and grades.</param>
/// <param name="support">Opens returns for customers who call.</param>
/// <param name="manager">Approves refunds; never one of their own.</param>
public sealed class ReturnClerk(Desk dock, Desk support, Desk manager, Site site, DemoCompany company, Pace pace, SimSettings settings, Tally tally, ILogger<ReturnClerk> logger)
    : Rounds(pace, TimeSpan.FromMinutes(4), TimeSpan.FromSeconds(2), logger)
{
    private const double SendsBack = 0.06;
    private const int AtOnce = 6;
    private const int AskedMax = 20_000;
    private static readonly string[] s_reasons = ["size", "changedMind", "notAsDescribed", "wrongItem", "defective"];
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(90); // of life, for one

    private readonly HashSet<string> _asked = [];
    private bool _isFirstSent;

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(cancellationToken);
        var board = await dock.GetAsync($"/api/v1/boards/returns?warehouse={site.Key}", cancellationToken);
        foreach (var row in board.List("rows").Take(AtOnce * 4))
        {
            await WorkAsync(row, cancellationToken);
        }
    }

    /// <summary>Some of those to whom something was delivered call.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var delivered = await support.GetAsync($"/api/v1/orders?state=delivered&warehouse={site.Key}&take=50", cancellationToken);
        foreach (var number in delivered.List("items").Where(SendsItBack).Select(order => order.Text("number")).OfType<string>())
        {
            var order = await support.GetAsync($"/api/v1/orders/{number}", cancellationToken);
            var line = order.List("lines").FirstOrDefault(line => line.Number("shipped") > line.Number("returned"));
            if (line.ValueKind == JsonValueKind.Undefined)
            {
                continue;
            }

            var reason = s_reasons[Dice.Of(settings.Seed, "reason", number).Below(s_reasons.Length)];
            var opened = await support.PostAsync("/api/v1/returns", new { number, kind = "refund", lines = new[] { new { line = line.Number("line"), units = 1, reason } } }, cancellationToken);
            tally.Count(opened.IsDone ? "returns opened" : $"returns refused {opened.Code}");
        }

        if (_asked.Count > AskedMax)
        {
            _asked.Clear();
        }
    }

    /// <summary>One in some; and the first that comes from a shop, so that a short look at the demo sees one, too.</summary>
    private bool SendsItBack(JsonElement order)
    {
        if (order.Text("number") is not { } number || !_asked.Add(number))
        {
            return false;
        }

        if (!_isFirstSent && order.Text("store") is { } store && (store == Store.SiteEg.Key || store == Store.ShopSa.Key))
        {
            return _isFirstSent = true;
        }

        return Dice.Of(settings.Seed, "return", number).Chance(SendsBack);
    }

    private async Task WorkAsync(JsonElement row, CancellationToken cancellationToken)
    {
        if (row.Text("key") is not { } id)
        {
            return;
        }

        if (row.Text("refund") == "pending")
        {
            var decided = await manager.PostAsync($"/api/v1/returns/{id}/approve", new { }, cancellationToken);
            tally.Count(decided.IsDone ? "refunds approved" : $"refunds not approved {decided.Code}");
        }
        else if (row.Text("state") is "authorised" or "inTransit" or "received")
        {
            await Pace.WaitAsync(s_look, TimeSpan.FromMilliseconds(100), cancellationToken);
            await (row.Text("state") == "received" ? GradeAsync(id, cancellationToken) : ReceiveAsync(id, cancellationToken));
        }
        else if (row.Text("state") == "requested")
        {
            await support.PostAsync($"/api/v1/returns/{id}/authorise", new { }, cancellationToken);
        }
    }

    private async Task ReceiveAsync(string id, CancellationToken cancellationToken)
    {
        var one = await dock.GetAsync($"/api/v1/returns/{id}", cancellationToken);
        var lines = one.List("lines").Select(line => new { line = line.Number("line"), units = line.Number("units") - line.Number("received") }).Where(line => line.units > 0).ToArray();
        var received = await dock.PostAsync($"/api/v1/returns/{id}/receive", new { lines, warehouse = site.Key }, cancellationToken);
        tally.Count(received.IsDone ? "returns received" : $"returns refused {received.Code}");
    }

    private async Task GradeAsync(string id, CancellationToken cancellationToken)
    {
        var one = await dock.GetAsync($"/api/v1/returns/{id}", cancellationToken);
        var fate = Dice.Of(settings.Seed, "grade", id).Below(100);
        var (grade, disposition) = fate < 70 ? ("new", "restock") : fate < 90 ? ("used", "quarantine") : ("damaged", "scrap");
        var lines = one.List("lines").Select(line => new { line = line.Number("line"), units = line.Number("received") - line.Number("graded"), grade, disposition }).Where(line => line.units > 0).ToArray();
        var graded = await dock.PostAsync($"/api/v1/returns/{id}/grade", new { lines }, cancellationToken);
        tally.Count(graded.IsDone ? "returns graded" : $"returns refused {graded.Code}");
    }
}
