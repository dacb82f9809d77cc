using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Packing;

/// <summary>What happened to a parcel at the bench. Each is one entry of the journal.</summary>
/// <param name="Parcel">The number on the box.</param>
public abstract record ParcelEvent(Guid Order, string Number, Guid ParcelId, string Parcel) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Parcel(ParcelId);

    [JsonIgnore]
    public virtual IReadOnlyList<string> Keys => [Subject, JournalKeys.Order(Order)];

    [JsonIgnore]
    public virtual object? Old => null;
}

/// <summary>Somebody began at the bench, or went on.</summary>
/// <param name="PackageNo">1, 2, 3 … within the order.</param>
/// <param name="IsNew">A parcel was begun by it; false: one that was open was taken up again.</param>
public sealed record PackingOpened(
    Guid Order, string Number, Guid ParcelId, string Parcel, string Warehouse, int PackageNo, string? Carton, bool IsNew) : ParcelEvent(Order, Number, ParcelId, Parcel);

/// <summary>A scan at the bench: it counted, or it did not and says why.</summary>
/// <param name="Scanned">The code as it was read.</param>
/// <param name="Name">Of the article; null where it is none of ours.</param>
/// <param name="Units">That went into the parcel; 0 where it did not count.</param>
/// <param name="Refused">Code of the refusal; null: it counted.</param>
/// <param name="Why">The refusal in words.</param>
/// <param name="Left">Units of the group that are still to be packed.</param>
public sealed record PackScanned(
    Guid Order, string Number, Guid ParcelId, string Parcel, string Scanned, string? Sku, string? Name, int Units, string? Refused, string? Why, string? Expected, int Left)
    : ParcelEvent(Order, Number, ParcelId, Parcel);

/// <summary>The last unit that went in was taken out again.</summary>
public sealed record PackScanUndone(Guid Order, string Number, Guid ParcelId, string Parcel, string Sku, int Units, int Left) : ParcelEvent(Order, Number, ParcelId, Parcel);

public sealed record CartonChosen(Guid Order, string Number, Guid ParcelId, string Parcel, string Carton, [property: JsonIgnore] string? Before)
    : ParcelEvent(Order, Number, ParcelId, Parcel)
{
    public override object? Old => Before is null ? null : new { Carton = Before };
}

/// <param name="ExpectedGrams">Null: nothing is known of the goods yet.</param>
public sealed record ParcelWeighed(
    Guid Order, string Number, Guid ParcelId, string Parcel, int Grams, WeightVerdict Judgement, int? ExpectedGrams, int? ToleranceGrams, [property: JsonIgnore] int? Before)
    : ParcelEvent(Order, Number, ParcelId, Parcel)
{
    public override object? Old => Before is null ? null : new { Grams = Before };
}

/// <summary>Somebody said why a weight is right although the scale says otherwise; the words stand in the entry's why.</summary>
public sealed record WeightOverridden(Guid Order, string Number, Guid ParcelId, string Parcel, int Grams, int? ExpectedGrams) : ParcelEvent(Order, Number, ParcelId, Parcel);

/// <param name="File">Its name in the folder of photos.</param>
public sealed record ParcelPhotographed(Guid Order, string Number, Guid ParcelId, string Parcel, Guid Photo, string File, int Bytes) : ParcelEvent(Order, Number, ParcelId, Parcel);

public sealed record ParcelSealed(Guid Order, string Number, Guid ParcelId, string Parcel, int Units, string? Carton, int? WeightGrams) : ParcelEvent(Order, Number, ParcelId, Parcel);

/// <summary>A sealed parcel was opened, and everything is to be scanned again.</summary>
public sealed record ParcelReopened(Guid Order, string Number, Guid ParcelId, string Parcel, int Units) : ParcelEvent(Order, Number, ParcelId, Parcel);

/// <summary>Everything of a group lies in sealed parcels; its totes are free.</summary>
public sealed record GroupPacked(Guid Order, string Number, string Warehouse, IReadOnlyList<string> Parcels, IReadOnlyList<string> Totes) : Orders.OrderEvent(Order, Number);

/// <summary>A person ticked a step of the checklist that no act of the tower ticks.</summary>
public sealed record ChecklistTicked(Guid Order, string Number, Guid ParcelId, string Parcel, string Slug, string Step) : ParcelEvent(Order, Number, ParcelId, Parcel);
