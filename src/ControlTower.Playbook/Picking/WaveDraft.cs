using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>An order that does not go with a draft.</summary>
/// <param name="Limits">What would be broken by it: all of that, and nothing else.</param>
public sealed record LeftOut(Guid Group, string Number, IReadOnlyList<WaveLimit> Limits, DateTimeOffset? Due, string? HeldBy);

/// <summary>One list of a draft, as it would be walked.</summary>
/// <param name="Dues">Ship-bys of its orders, the earliest first; without those that have none.</param>
/// <param name="Walk">Its bins, in walk order.</param>
public sealed record DraftList(
    PickListKind Kind, IReadOnlyList<string> Orders, IReadOnlyList<DateTimeOffset> Dues, int Lines, int Stops, int Units, double Minutes, double Metres, IReadOnlyList<BinPlace> Walk);

/// <summary>Orders that could be released together: what it would cost, and what it would not reach.</summary>
/// <param name="Cutoff">Of the last truck that it is for; null: none in particular.</param>
/// <param name="Leaves">When that truck leaves.</param>
/// <param name="MetresAlone">The walk if each order were picked alone.</param>
/// <param name="DoneBy">When its last order is ready to be handed over, if it is released now.</param>
/// <param name="Late">Numbers of orders in it that are not ready by their ship-by.</param>
public sealed record WaveDraft(
    string Warehouse, string? Courier, DateTimeOffset? Cutoff, DateTimeOffset? Leaves, int Pickers, int TotesPerList, bool IsBatched, DateTimeOffset At,
    IReadOnlyList<Guid> Groups, IReadOnlyList<string> Orders, int Lines, int Units, int Totes, int Grams, double Minutes, double Metres, double MetresAlone,
    IReadOnlyList<string> Zones, DateTimeOffset DoneBy, IReadOnlyList<string> Late, IReadOnlyList<LeftOut> Left, IReadOnlyList<DraftList> Lists)
{
    [JsonIgnore]
    public bool IsEmpty => Orders.Count == 0;
}
