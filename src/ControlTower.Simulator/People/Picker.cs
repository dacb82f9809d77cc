using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Company;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>
/// A picker with a handheld: takes the list that is due first, walks to the shelf, scans what the screen asks for, and lays it into a tote. Now and
/// then the wrong thing is scanned first; where there is no list, goods for nobody are put back.
/// </summary>
/// <param name="desk">Their own badge.</param>
/// <param name="site">Where they work.</param>
public sealed partial class Picker(
    Desk desk, Site site, Catalogue catalogue, FloorMishaps mishaps, DemoCompany company, Pace pace, SimSettings settings, Tally tally, ILogger<Picker> logger)
    : Rounds(pace, TimeSpan.FromSeconds(3), s_least, logger)
{
    private const int RefusedMax = 6; // in a row, before the list is given back
    private const int TotesMax = 4_000;
    private const double WrongShare = 0.02;
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_breath = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_rest = TimeSpan.FromMinutes(2);

    private readonly ShelfReturn _shelf = new(desk, site, catalogue, pace, tally);
    private string? _list;
    private JsonElement _next;
    private string? _mistaken; // where the wrong thing was scanned already
    private int _refused;

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (_list is null)
        {
            await TakeListAsync(cancellationToken);
        }
        else if (Kind is null or "done" || _refused >= RefusedMax)
        {
            await LeaveListAsync(cancellationToken);
        }
        else
        {
            await Pace.WaitAsync(LengthOf(Kind), s_least, cancellationToken);
            await (Kind == "item" && mishaps.Take(Mishap.ShortShelf) ? MissAsync(cancellationToken) : ScanAsync(cancellationToken));
        }
    }

    private string? Kind => _next.Text("kind");

    private async Task TakeListAsync(CancellationToken cancellationToken)
    {
        var claimed = await desk.PostAsync("/api/v1/picking/claim", new { warehouse = site.Key }, cancellationToken);
        if (claimed.IsDone && claimed.Text("list") is { } list)
        {
            (_list, _next, _refused) = (list, claimed.Body.Part("next"), 0);
            tally.Count("lists claimed");
            return;
        }

        await _shelf.WorkAsync(cancellationToken);
        await Pace.WaitAsync(s_rest, s_breath, cancellationToken);
    }

    /// <summary>Finished, or what is left is stopped: then others may find it again when it goes on.</summary>
    private async Task LeaveListAsync(CancellationToken cancellationToken)
    {
        var (list, isDone) = (_list, Kind == "done");
        (_list, _next) = (null, default);
        tally.Count(isDone ? "lists picked" : "lists given back");
        if (!isDone)
        {
            await desk.PostAsync($"/api/v1/picking/{list}/unclaim", new { }, cancellationToken);
            await Pace.WaitAsync(s_rest, s_breath, cancellationToken);
        }
    }

    private async Task ScanAsync(CancellationToken cancellationToken)
    {
        var (kind, right) = (Kind, RightScan());
        var scan = ErrsNow() ? WrongScan(right) : right;
        var answer = await desk.PostAsync($"/api/v1/picking/{_list}/scan", new { scan, scanId = Guid.CreateVersion7() }, cancellationToken);
        if (!Follows(answer))
        {
            return;
        }

        var isAccepted = answer.Text("outcome") is "accepted" or "duplicate";
        tally.Count(isAccepted ? $"scans {kind}" : $"scans refused {answer.Code}");
        _refused = isAccepted ? 0 : _refused + 1;
    }

    private string RightScan() => Kind switch
    {
        "bin" => $"LOC-{_next.Text("bin")}",
        "item" => BarcodeOf(_next.Text("sku") ?? "", _next.Number("units") - _next.Number("unitsDone")),
        _ => $"TOTE-{_next.Text("tote") ?? EmptyTote()}",
    };

    private string BarcodeOf(string sku, int left) =>
        catalogue.Find(sku) is not { } article ? sku : left >= 12 && article.CaseGtin is { } ofCase ? ofCase : article.Gtin;

    /// <summary>Out of the stack: by the order, so that a worker who starts anew does not take what lies full already.</summary>
    private string EmptyTote() => Dice.Of(settings.Seed, "tote", _next.Text("number") ?? "", _next.Text("sku") ?? "", _refused.ToString(CultureInfo.InvariantCulture))
        .Between(1, TotesMax).ToString("0000", CultureInfo.InvariantCulture);

    private bool ErrsNow()
    {
        var here = $"{_list} {Kind} {_next.Text("bin")} {_next.Text("sku")} {_next.Text("number")}";
        if (here == _mistaken || !(mishaps.Take(Mishap.WrongScan) || Dice.Of(settings.Seed, "wrong scan", here).Chance(WrongShare)))
        {
            return false;
        }

        _mistaken = here;
        tally.Count("wrong scans");
        return true;
    }

    /// <summary>The neighbour on the shelf, which looks much the same.</summary>
    private string WrongScan(string right)
    {
        var articles = catalogue.Articles;
        var at = articles.TakeWhile(article => article.Sku != _next.Text("sku")).Count();
        var neighbour = articles[(at + 1) % articles.Count];
        return right.StartsWith("LOC-", StringComparison.Ordinal) ? $"LOC-{Site.BinOf(articles[(at + 6) % articles.Count])}" : neighbour.Gtin;
    }

    /// <summary>One unit is not where the books say.</summary>
    private async Task MissAsync(CancellationToken cancellationToken)
    {
        var answer = await desk.PostAsync($"/api/v1/picking/{_list}/short", new { reason = "tooFew", units = 1 }, cancellationToken);
        if (Follows(answer))
        {
            tally.Count("short shelves");
        }
    }

    /// <summary>Does what the answer says next. A refusal of the act itself ends the work on this list.</summary>
    private bool Follows(TowerAnswer answer)
    {
        if (answer.IsDone)
        {
            _next = answer.Body.Part("next");
            return true;
        }

        if (!answer.IsAway)
        {
            LogRefused(logger, desk.Name, answer.Status, answer.Code, answer.Text("detail"));
            tally.Count("picking refused");
            _next = default;
        }

        return false;
    }

    /// <summary>Of life: to the shelf, from it, into the tote.</summary>
    private static TimeSpan LengthOf(string? kind) => TimeSpan.FromSeconds(kind switch { "bin" => 22, "item" => 4, _ => 6 });

    [LoggerMessage(9050, LogLevel.Information, "{Worker} stops here: {Status} {Code} {Detail}")]
    private static partial void LogRefused(ILogger logger, string worker, int status, string? code, string? detail);
}
