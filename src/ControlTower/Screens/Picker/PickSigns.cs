using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;

namespace ControlTower.Screens.Picker;

/// <summary>What a picker sees and hears after a scan, in their language.</summary>
public sealed class PickSigns(TowerWords words, PickDesk desk)
{
    /// <summary>Code of the answer → its words and how loud it is.</summary>
    private static readonly Dictionary<string, (SignKind Kind, string Word)> s_refused = new()
    {
        ["picking.wrong-bin"] = (SignKind.Wrong, "pick.wrongBin"),
        ["picking.wrong-item"] = (SignKind.Wrong, "pick.wrongItem"),
        ["picking.too-many"] = (SignKind.Many, "pick.tooMany"),
        ["picking.wrong-tote"] = (SignKind.Wrong, "pick.wrongTote"),
        ["picking.tote-other-order"] = (SignKind.Wrong, "pick.toteOther"),
        ["picking.tote-full"] = (SignKind.Wrong, "pick.toteFull"),
        [PickingRefusals.Held] = (SignKind.Stop, "pick.held"),
    };

    /// <param name="before">The screen on which it was scanned.</param>
    public async Task<ScanSign> OfAsync(ScanTaken taken, PickScreen before) => taken.Outcome switch
    {
        ScanOutcome.Duplicate => ScanSign.Quiet, // it was answered before; the screen shows where one stands
        ScanOutcome.Accepted => Accepted(taken),
        ScanOutcome.Refused => await RefusedAsync(taken, before),
    };

    /// <summary>The scan was no scan of this list at all: it is over, or another one's.</summary>
    public ScanSign Of(Refusal refusal) => Stays(SignKind.Wrong, words["pick.notTaken"], words.Refused(refusal), words["pick.ok"]);

    public ScanSign NoList() => Stays(SignKind.Wrong, words["pick.noList"], words["pick.noListText"], words["pick.ok"]);

    /// <summary>A command that means nothing here.</summary>
    public ScanSign NotNow() => Stays(SignKind.Wrong, words["pick.notNow"], words["pick.notNowText"], words["pick.ok"]);

    /// <param name="before">What was to be put back when it was scanned.</param>
    public ScanSign Of(PutBackScanned taken, ControlTower.Picking.WaitingPutBack before) => taken.Outcome != ScanOutcome.Refused
        ? new(SignKind.Ok, words[taken.Next.Kind == PutBackStep.Done ? "pick.allBack" : "pick.rightItem"])
        : Stays(taken.Code == "picking.too-many" ? SignKind.Many : SignKind.Wrong, words["pick.wrongBack"], words["pick.wrongBackText"], words["pick.ok"]) with
        {
            Rows = [new(words["pick.youScanned"], "", taken.Scanned), new(words["pick.needed"], before.Name, Code: before.InHand == 0 ? before.Sku : before.Bin)],
        };

    private ScanSign Accepted(ScanTaken taken) => taken.Of switch
    {
        StepKind.Item => new(SignKind.Ok, words["pick.rightItem"])
        {
            Count = taken.Next?.UnitsDone, CountOf = words["pick.of", taken.Next?.Units ?? 0],
            IntoLabel = taken.Next?.Tote is null ? null : words["pick.putInto"].Value, Into = taken.Next?.Tote,
        },
        StepKind.Tote => new(SignKind.Ok, words[taken.Next?.Kind == StepKind.Done ? "pick.listDone" : "pick.inTote"]) { IntoLabel = words["pick.tote"], Into = taken.Scanned },
        StepKind.Bin or StepKind.Done => new(SignKind.Ok, words["pick.rightShelfBig"]),
    };

    private async Task<ScanSign> RefusedAsync(ScanTaken taken, PickScreen before)
    {
        var (kind, word) = s_refused[taken.Code!];
        var sign = Stays(kind, words[word], words[word + "Text"], words[taken.Of == StepKind.Item || kind == SignKind.Many ? "pick.okPutBack" : "pick.ok"]);
        return kind == SignKind.Stop ? sign with { Rows = [new(words["pick.order"], "", Code: before.Step?.Number)] }
            : taken.Code == "picking.too-many" ? sign with { Rows = Complete(before) }
            : sign with { Rows = await ComparedAsync(taken, before) };
    }

    private IReadOnlyList<ScanSignRow> Complete(PickScreen before) =>
    [
        new(words["pick.item"], before.Step?.Name ?? "", Code: before.Step?.Sku),
        new(words["pick.taken"], $"{words.Plural("pick.piecesCount", before.Step?.UnitsDone ?? 0)} {words["pick.ofAll", before.Step?.Units ?? 0]}"),
    ];

    private async Task<IReadOnlyList<ScanSignRow>> ComparedAsync(ScanTaken taken, PickScreen before)
    {
        if (taken.Of != StepKind.Item)
        {
            return [new(words["pick.youScanned"], "", taken.Scanned), .. taken.Expected is { Length: > 0 } expected ? [new ScanSignRow(words["pick.needed"], "", expected)] : Array.Empty<ScanSignRow>()];
        }

        var name = await desk.NameOfAsync(taken.Scanned);
        var (scanned, needed) = ScanSignRow.Compare(
            new(words["pick.youScanned"], name ?? words["pick.unknownCode"], Code: taken.Scanned), new(words["pick.needed"], before.Step?.Name ?? "", Code: before.Step?.Sku));
        return [scanned, needed];
    }

    private ScanSign Stays(SignKind kind, string title, string text, string button) => new(kind, title) { Text = text, Button = button, Hint = words["scan.hint"] };
}
