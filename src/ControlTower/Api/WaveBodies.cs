using ControlTower.Journal;
using ControlTower.Picking;
using ControlTower.Playbook.Picking;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <param name="Limits">What adding the order to the draft would break: all of that and nothing else.</param>
/// <param name="Why">The same in words.</param>
public sealed record LeftBody(string Number, string Why, IReadOnlyList<WaveLimit> Limits)
{
    public static LeftBody Of(LeftOut left) => new(left.Number, string.Join("; ", left.Limits.Select(limit => EnglishWords.Of("waveLimit." + ApiJson.Spell(limit)))), left.Limits);
}

/// <param name="Minutes">Of one person.</param>
/// <param name="WalkMetresAlone">If each order were picked alone.</param>
/// <param name="Leaves">When the truck leaves: the ship-by of its orders.</param>
/// <param name="Late">Orders in it that are not ready by their ship-by, released now.</param>
public sealed record DraftBody(
    Guid Id, string Warehouse, string? Courier, DateTimeOffset? Cutoff, DateTimeOffset? Leaves, IReadOnlyList<string> Orders, int Lines, int Units, int Totes, int WeightGrams,
    int Minutes, int WalkMetres, int WalkMetresAlone, IReadOnlyList<string> Zones, int Pickers, DateTimeOffset DoneBy, IReadOnlyList<string> Late, IReadOnlyList<LeftBody> Left,
    IReadOnlyList<DraftListBody> Lists)
{
    public static DraftBody Of(Guid id, WaveDraft draft) => new(
        id, draft.Warehouse, draft.Courier, draft.Cutoff, draft.Leaves, draft.Orders, draft.Lines, draft.Units, draft.Totes, draft.Grams, Whole(draft.Minutes), Whole(draft.Metres),
        Whole(draft.MetresAlone), draft.Zones, draft.Pickers, draft.DoneBy, draft.Late, [.. draft.Left.Select(LeftBody.Of)],
        [.. draft.Lists.Select(list => new DraftListBody(list.Kind, list.Orders, list.Lines, list.Stops, list.Units, Whole(list.Minutes), Whole(list.Metres)))]);

    private static int Whole(double figure) => (int)Math.Ceiling(figure);
}

public sealed record DraftListBody(PickListKind Kind, IReadOnlyList<string> Orders, int Lines, int Stops, int Units, int Minutes, int WalkMetres);

public sealed record ProposalBody(IReadOnlyList<DraftBody> Drafts)
{
    public static ProposalBody Of(IEnumerable<(Guid Id, WaveDraft Draft)> drafts) => new([.. drafts.Select(pair => DraftBody.Of(pair.Id, pair.Draft))]);
}

/// <param name="Done">Lines with nothing left to take.</param>
public sealed record WaveListBody(Guid Id, string Number, PickListState State, PickListKind Kind, int Lines, int Done, string? By, DateTimeOffset? LeaseUntil);

/// <param name="Number"><c>W-0231</c>.</param>
public sealed record WaveBody(
    Guid Id, string Number, WaveState State, string Warehouse, string? Courier, DateTimeOffset? Cutoff, IReadOnlyList<string> Orders, IReadOnlyList<WaveListBody> Lists,
    DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ReleasedAt, DateTimeOffset? EndedAt, string? Why)
{
    public static WaveBody Of(WavePicture picture) => new(
        picture.Wave.Id, picture.Wave.Name, picture.Wave.State, picture.Wave.Warehouse, picture.Wave.Courier, picture.Wave.Cutoff, picture.Orders,
        [.. picture.Lists.Select(list => new WaveListBody(list.Id, list.Number, list.State, list.Kind, list.Lines, list.Done, list.By, list.LeaseUntil))],
        picture.Wave.CreatedAt, picture.Wave.CreatedName, picture.Wave.ReleasedAt, picture.Wave.EndedAt, picture.Wave.Why);
}

/// <param name="Stops">Places where somebody stands still: fewer than lines where two orders want the same.</param>
public sealed record ReleasedListBody(Guid Id, string Number, PickListKind Kind, int Lines, int Stops);

/// <param name="Left">Orders of the wave that could not go; they wait for the next one.</param>
public sealed record ReleasedBody(Guid Id, string Number, WaveState State, IReadOnlyList<ReleasedListBody> Lists, IReadOnlyList<NotReleased> Left)
{
    public static ReleasedBody Of(WaveReleased done, WavePicture picture) => new(
        done.Wave, done.Name, picture.Wave.State, [.. done.Lists.Select(list => new ReleasedListBody(list.Id, list.Number, list.Kind, list.Lines, list.Stops))], done.Left);
}
