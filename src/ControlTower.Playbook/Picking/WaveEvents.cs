using System.Text.Json.Serialization;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Picking;

/// <summary>Something happened to a wave.</summary>
/// <param name="Name"><c>W-0231</c>.</param>
public abstract record WaveEvent(Guid Wave, string Name, string Warehouse) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Wave(Wave);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => [Subject];

    [JsonIgnore]
    public virtual object? Old => null;
}

/// <summary>Drafts were reckoned; nothing has changed on the floor.</summary>
/// <param name="Drafts">Ids under which one of them becomes a wave, for a day.</param>
public sealed record WavesProposed(string Warehouse, IReadOnlyList<Guid> Drafts, int Orders) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Warehouse(Warehouse);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

public sealed record WaveCreated(Guid Wave, string Name, string Warehouse, Guid Draft, int Orders, DateTimeOffset? Cutoff, [property: JsonIgnore] IReadOnlyList<Guid> OrderIds)
    : WaveEvent(Wave, Name, Warehouse)
{
    public override IReadOnlyList<string> Keys => [Subject, .. OrderIds.Select(JournalKeys.Order)];
}

/// <param name="Left">Numbers of orders of the wave that could not go, each with the reason.</param>
public sealed record WaveReleased(Guid Wave, string Name, string Warehouse, IReadOnlyList<ReleasedList> Lists, int Orders, IReadOnlyList<NotReleased> Left) : WaveEvent(Wave, Name, Warehouse)
{
    public override IReadOnlyList<string> Keys => [Subject, .. Lists.Select(list => JournalKeys.PickList(list.Id))];

    public override object? Old => new { State = WaveState.Draft };
}

public sealed record ReleasedList(Guid Id, string Number, PickListKind Kind, int Lines, int Stops);

public sealed record NotReleased(string Number, string Code, string Why);

public sealed record WaveCancelled(Guid Wave, string Name, string Warehouse, int Orders, [property: JsonIgnore] WaveState Before, [property: JsonIgnore] IReadOnlyList<Guid> OrderIds)
    : WaveEvent(Wave, Name, Warehouse)
{
    public override IReadOnlyList<string> Keys => [Subject, .. OrderIds.Select(JournalKeys.Order)];

    public override object? Old => new { State = Before };
}

/// <summary>A part of the order went to the floor: hands may be on it from now on.</summary>
/// <param name="List">Number of the pick list.</param>
public sealed record GroupReleased(Guid Order, string Number, Guid Group, string Warehouse, string Wave, string List) : OrderEvent(Order, Number)
{
    public override object? Old => new { State = GroupState.Reserved };
}

/// <summary>It was taken back from the floor before anybody walked for it.</summary>
public sealed record GroupUnreleased(Guid Order, string Number, Guid Group, string Warehouse, string Wave) : OrderEvent(Order, Number)
{
    public override object? Old => new { State = GroupState.Released };
}
