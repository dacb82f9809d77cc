using ControlTower.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;
using ControlTower.Shipping.Handover;
using Microsoft.AspNetCore.Components;

namespace ControlTower.Screens.ShippingCoordinator;

/// <summary>The truck at the dock: each parcel is scanned onto it, then the list is closed; what is missing is left behind with why.</summary>
public sealed partial class ManifestPage
{
    private const int ShownMax = 8;

    /// <summary>Refusals that say "stop": the parcel is set aside, and not only put back.</summary>
    private static readonly string[] s_stops = ["handover.cancelled", "handover.held"];

    private ManifestPicture? _list;
    private List<ManifestBox> _missing = [];
    private Refusal? _refused;
    private WhyQuestion? _question;
    private Guid _wish = Guid.CreateVersion7();
    private bool _isBusy;

    [Parameter] public Guid Id { get; set; }

    [Inject] private ActorSource Visitor { get; set; } = default!;

    [Inject] private ManifestReader Reader { get; set; } = default!;

    [Inject] private ScanManifestHandler Scans { get; set; } = default!;

    [Inject] private CloseManifestHandler Closes { get; set; } = default!;

    private bool IsOpen => _list?.State == ManifestState.Open;

    private int Percent => _list is { Expected: > 0 } list ? 100 * list.Scanned / list.Expected : 0;

    protected override Task OnParametersSetAsync() => LookAsync();

    private async Task LookAsync()
    {
        if ((await Reader.FindAsync(Id, await Visitor.NowAsync(), default)).Decided(out var list, out var refused))
        {
            (_list, _missing) = (list, [.. list.Boxes.Where(box => list.State == ManifestState.Open ? box.IsMissing : box.LeftAt is not null)]);
        }
        else
        {
            _refused = refused;
        }
    }

    private async Task TakeAsync(ScanTurn turn)
    {
        _refused = null;
        var outcome = await Scans.HandleAsync(new(turn.Scan.Id, await Visitor.NowAsync(), Id, turn.Scan.Text), default);
        await LookAsync();
        turn.Sign = outcome.Decided(out var scanned, out var refused) ? SignOf(scanned.Event) : Stays(SignKind.Wrong, Words["handover.notTaken"], Words.Refused(refused));
    }

    private ScanSign SignOf(ManifestScanned scanned) => scanned.Outcome switch
    {
        HandoverOutcome.Accepted => new(SignKind.Ok, Words[scanned.IsExtra ? "handover.extra" : "handover.onTruck"]) { Count = _list?.Scanned, CountOf = Words["dispatch.ofParcels", _list?.Expected ?? 0] },
        HandoverOutcome.Duplicate => new(SignKind.Ok, Words["handover.twice"]),
        HandoverOutcome.Refused => Stays(s_stops.Contains(scanned.Code) ? SignKind.Stop : SignKind.Wrong, Words[scanned.Code!], Words[scanned.Code! + ".text"]) with
        {
            Rows =
            [
                new(Words["handover.scanned"], "", Code: scanned.Found),
                .. scanned.Expected is { } expected ? new[] { new ScanSignRow(Words["handover.needed"], "", Code: expected) } : [],
            ],
        },
    };

    private ScanSign Stays(SignKind kind, string title, string text) => new(kind, title) { Text = text, Button = Words["dispatch.ok"], Hint = Words["scan.hint"] };

    private async Task AskAsync()
    {
        if (_missing.Count == 0)
        {
            await CloseAsync([], null);
            return;
        }

        _question = new(
            Words["dispatch.leaveTitle", _missing.Count], null, Words["dispatch.leaveText"],
            [new("notFound", Words["dispatch.why.notFound"]), new("noRoom", Words["dispatch.why.noRoom"]), new("damaged", Words["dispatch.why.damaged"])],
            Words["dispatch.leaveAndClose"], Words["dispatch.goOn"]);
    }

    private async Task AnswerAsync(WhyAnswer? answer)
    {
        _question = null;
        if (answer is not null)
        {
            await CloseAsync([.. _missing.Select(box => box.Sscc)], answer.Why);
        }
    }

    private async Task CloseAsync(IReadOnlyList<string> leftBehind, string? why)
    {
        _isBusy = true;
        var outcome = await Closes.HandleAsync(new(_wish, await Visitor.NowAsync(), Id, leftBehind, why), default);
        (_isBusy, _wish) = (false, Guid.CreateVersion7());
        _refused = outcome.Decided(out _, out var refused) ? null : refused;
        await LookAsync();
    }
}
