using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>What a picker does next. Only ever one thing.</summary>
public enum StepKind { Bin, Item, Tote, Done }

/// <summary>The one thing to do now, as a handheld shows it.</summary>
/// <param name="Units">Of the line: to be taken from this bin.</param>
/// <param name="UnitsDone">Of them in totes and in hand.</param>
/// <param name="Tote">Its code without prefix; null: an empty one is taken.</param>
/// <param name="Number">Of the order.</param>
public sealed record PickStep(StepKind Kind, string? Bin, string? Sku, string? Name, int Units, int UnitsDone, string? Tote, string? Number)
{
    public static readonly PickStep Done = new(StepKind.Done, null, null, null, 0, 0, null, null);
}

/// <summary>A tote that was scanned, as the tower knows it; one that it does not know is empty.</summary>
/// <param name="Group">Whose goods lie in it; null: nobody's.</param>
/// <param name="Number">Of that group's order.</param>
public sealed record ToteSeen(string Code, string? Warehouse, Guid? Group, string? Number, bool IsFull);

/// <summary>The article that was scanned.</summary>
/// <param name="Units">That one scan of its barcode means.</param>
public sealed record ItemSeen(string Sku, int Units);

/// <summary>What is decided about a scan: accepted with its units, or refused with what was expected and what was scanned.</summary>
/// <param name="Code">Null: accepted.</param>
/// <param name="Units">Taken into the hand (item) or laid into the tote.</param>
public sealed record ScanVerdict(string? Code, string Text, string? Expected, string Scanned, int Units = 0)
{
    public bool IsAccepted => Code is null;

    /// <summary>Whether the worker had the wrong thing before them; what is in no way about a thing (a hold) is not counted as one.</summary>
    public bool IsMismatch => Code is not null && Code != PickingRefusals.Held;
}

/// <summary>The line at hand and where its worker stands: bin, then item by item, then the tote. Nothing else passes.</summary>
/// <param name="Tote">Of its group, with room left; null: none yet.</param>
/// <param name="Held">The hold that stops its order; null: none.</param>
public sealed record PickTask(
    Guid Line, Guid Group, Guid Order, string Number, string Sku, string Name, string Warehouse, string Bin, int Units, int Picked, int Short, string? Tote, HoldType? Held,
    bool AtBin = false, int InHand = 0)
{
    public int Left => Units - Picked - Short;

    public StepKind Kind => !AtBin ? StepKind.Bin : InHand < Left ? StepKind.Item : StepKind.Tote;

    public PickStep Step => new(Kind, Bin, Sku, Name, Units - Short, Picked + InHand, Tote, Number);

    /// <param name="item">What the catalogue says of a scanned article; null: it is in no catalogue, or no article was scanned.</param>
    /// <param name="tote">Null: no tote was scanned.</param>
    /// <param name="units">Typed beside the scan: so many were taken with it; null: as many as the barcode means.</param>
    public ScanVerdict Judge(ScanReading scan, ItemSeen? item, ToteSeen? tote, int? units = null) =>
        Held is { } hold ? Refuse(PickingRefusals.Held, $"Stop: order {Number} is held ({Word(hold)}). Put back what you hold in your hand and go on with the next.", null, scan.Shown)
        : Kind switch
        {
            StepKind.Bin => JudgeBin(scan, item),
            StepKind.Item => JudgeItem(scan, item, units),
            StepKind.Tote => JudgeTote(scan, item, tote),
            StepKind.Done => throw new InvalidOperationException("A line at hand is never done."),
        };

    private ScanVerdict JudgeBin(ScanReading scan, ItemSeen? item) =>
        scan.Kind == ScanKind.Bin && scan.Code.Equals(Bin, StringComparison.OrdinalIgnoreCase)
            ? Accept($"Bin {Bin}. Take {Left} × {Sku}.", scan.Code)
            : Refuse("picking.wrong-bin", $"Wrong bin. Go to {Bin} and scan its label; you scanned {Named(scan, item)}.", Bin, Named(scan, item));

    private ScanVerdict JudgeItem(ScanReading scan, ItemSeen? item, int? typed)
    {
        if (item is null || item.Sku != Sku)
        {
            return Refuse("picking.wrong-item", $"Wrong item. Take {Sku}; you scanned {Named(scan, item)}.", Sku, Named(scan, item));
        }

        var units = typed ?? item.Units;
        return units < 1 || units > Left - InHand
            ? Refuse("picking.too-many", $"Too many: {Left - InHand} more of {Sku}, and this would be {units}. Put it back.", $"{Left - InHand} × {Sku}", $"{units} × {Sku}")
            : Accept(InHand + units == Left ? $"{Left} × {Sku}. Scan the tote." : $"{Picked + InHand + units} of {Units - Short}.", item.Sku, units);
    }

    private ScanVerdict JudgeTote(ScanReading scan, ItemSeen? item, ToteSeen? tote)
    {
        var expected = Tote ?? "";
        if (scan.Kind != ScanKind.Tote || tote is null)
        {
            return item?.Sku == Sku
                ? Refuse("picking.too-many", $"You have all {Left} of {Sku} in your hand. Put this one back, and scan the tote.", $"{Left} × {Sku}", $"{Left + item!.Units} × {Sku}")
                : Refuse("picking.wrong-tote", $"Scan the tote {expected}; you scanned {Named(scan, item)}.", expected, Named(scan, item));
        }

        return tote.Group is { } group && group != Group
                ? Refuse("picking.tote-other-order", $"Wrong tote: {tote.Code} holds order {tote.Number}. {(Tote is null ? "Take an empty one" : $"Use {Tote}")} for {Number}.", Tote ?? Number, tote.Code)
            : tote.Group == Group && tote.IsFull ? Refuse("picking.tote-full", $"{tote.Code} is full. Take another one.", Tote, tote.Code)
            : Tote is not null && Tote != tote.Code ? Refuse("picking.wrong-tote", $"Wrong tote: {Number} is in {Tote}; you scanned {tote.Code}.", Tote, tote.Code)
            : Accept($"{InHand} × {Sku} in {tote.Code}.", tote.Code, InHand);
    }

    private static ScanVerdict Accept(string text, string scanned, int units = 0) => new(null, text, null, scanned, units);

    private static ScanVerdict Refuse(string code, string text, string? expected, string scanned) => new(code, text, expected, scanned);

    private static string Named(ScanReading scan, ItemSeen? item) => scan.Kind switch
    {
        ScanKind.Empty => "nothing that can be read",
        ScanKind.Article => item?.Sku ?? $"{scan.Code} (not in the catalogue)",
        ScanKind.Text or ScanKind.Order or ScanKind.Bin or ScanKind.Tote or ScanKind.Badge or ScanKind.Command or ScanKind.Parcel => item?.Sku ?? scan.Shown,
    };

    private static string Word(HoldType hold) => hold.ToString() is var name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
