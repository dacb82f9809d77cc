using ControlTower.Access;
using ControlTower.Picking;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Screens.Picker;

/// <summary>One line of a paper list as somebody wrote on it.</summary>
public sealed class PaperLine(PickLineNow line)
{
    public PickLineNow Line { get; } = line;

    public int Left { get; } = line.Units - line.Picked - line.Short;

    /// <summary>Units that lie in the tote; null: nobody was there, the line stays to be picked.</summary>
    public int? Taken { get; set; }

    public string? Tote { get; set; } = line.Tote;

    /// <summary>Why the rest is missing.</summary>
    public ShortReason Reason { get; set; } = ShortReason.TooFew;

    public int Missing => Left - (Taken ?? Left);

    public Refusal? Refused { get; set; }
}

/// <summary>Enters what was picked on paper: the same commands as a scanner sends, in the walk's order, in the name of whoever enters it.</summary>
public sealed class PaperDesk(
    ActorSource visitor, PickFloor floor, PickListReader lists, ClaimListHandler claim, ScanPickHandler scan, SkipLineHandler skip, UnclaimListHandler unclaim,
    ReportShortHandler missing, NotePaperHandler note)
{
    private const int StepsMax = 2_000;

    public async Task<PickListNow?> FindAsync(string number) =>
        await floor.NamedAsync(number.Trim(), default) is { } named && await lists.FindAsync(named.Id, default) is { } list && (await visitor.NowAsync()).Sees(list.Warehouse) ? list : null;

    /// <returns>Null when all that was written is entered; else why it stopped. What was entered before stays.</returns>
    public async Task<Refusal?> EnterAsync(PickListNow list, IReadOnlyList<PaperLine> written, string why)
    {
        var who = await visitor.NowAsync();
        if (!(await claim.HandleAsync(new(Guid.NewGuid(), who, list.Warehouse, list.Id), default)).Decided(out _, out var refused)
            || !(await note.HandleAsync(new(Guid.NewGuid(), who, list.Id, why), default)).Decided(out _, out refused))
        {
            return refused;
        }

        HashSet<PaperLine> open = [.. written.Where(line => line.Taken is not null)];
        for (var step = 0; open.Count > 0 && step < StepsMax; step++)
        {
            if ((await lists.FindAsync(list.Id, default))?.Next is not { Kind: not StepKind.Done } next)
            {
                break;
            }

            var line = open.FirstOrDefault(of => of.Line.Bin == next.Bin && of.Line.Sku == next.Sku && of.Line.Number == next.Number);
            if ((line is null ? Refused(await skip.HandleAsync(new(Guid.NewGuid(), who, list.Id), default)) : await EnterAsync(who, list.Id, line)) is { } stopped)
            {
                (line ?? open.First()).Refused = stopped;
                return stopped;
            }

            if (line is not null)
            {
                open.Remove(line);
            }
        }

        var now = await lists.FindAsync(list.Id, default);
        return now?.State == PickListState.Claimed ? Refused(await unclaim.HandleAsync(new(Guid.NewGuid(), who, list.Id), default)) : null;
    }

    private async Task<Refusal?> EnterAsync(Playbook.Access.Actor who, Guid list, PaperLine line)
    {
        var taken = line.Taken!.Value;
        if (await ScanAsync(who, list, FloorCodes.BinPrefix + line.Line.Bin) is { } wrongBin)
        {
            return wrongBin;
        }

        if (line.Missing > 0 && Refused(await missing.HandleAsync(new(Guid.NewGuid(), who, list, line.Reason, line.Missing), default)) is { } wrongShort)
        {
            return wrongShort;
        }

        return taken == 0 ? null
            : await ScanAsync(who, list, line.Line.Sku, taken) ?? await ScanAsync(who, list, FloorCodes.TotePrefix + Code(line.Tote));
    }

    private async Task<Refusal?> ScanAsync(Playbook.Access.Actor who, Guid list, string text, int? units = null)
    {
        var id = Guid.NewGuid();
        var outcome = await scan.HandleAsync(new(id, who, list, text, id, units), default);
        return !outcome.Decided(out var done, out var refused) ? refused : done.Event is { Code: { } code } wrong ? new(code, wrong.Text) : null;
    }

    /// <summary>People write a tote with or without its type.</summary>
    private static string Code(string? tote)
    {
        var code = (tote ?? "").Trim().ToUpperInvariant();
        return code.StartsWith(FloorCodes.TotePrefix, StringComparison.Ordinal) ? code[FloorCodes.TotePrefix.Length..] : code;
    }

    private static Refusal? Refused<TEvent>(Outcome<Data.Committed<TEvent>> outcome)
        where TEvent : class, IJournaled => outcome.Decided(out _, out var refused) ? null : refused;
}
