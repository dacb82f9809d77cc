using ControlTower.Packing;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

/// <summary>Units that are still to be packed, or are.</summary>
public sealed record PackUnits(string Sku, string Name, int Units, int UnitsDone);

public sealed record PackPhotoBody(Guid Id, string Url, DateTimeOffset TakenAt);

public sealed record PackWeightBody(int Grams, WeightVerdict Judgement, int? ExpectedGrams, int? ToleranceGrams, string? OverrideWhy);

public sealed record PackParcelBody(string Parcel, int PackageNo, ParcelState State, int Units);

/// <summary>Why nothing may be packed, and where the tote goes.</summary>
public sealed record PackStopBody(string Code, string Text);

/// <summary>A parcel at the bench.</summary>
/// <param name="Remaining">Of its group: what no parcel holds yet.</param>
/// <param name="Contents">What lies in this parcel.</param>
/// <param name="Checks">What an order of this value needs beside its units: <c>weight</c>, <c>photo</c>.</param>
/// <param name="Missing">What keeps it from being sealed: <c>units</c>, <c>weight</c>, <c>photo</c>.</param>
/// <param name="ExpectedGrams">As it stands, carton included; null while that is not known.</param>
public sealed record PackBody(
    string Parcel, string Number, string Warehouse, int PackageNo, ParcelState State, GroupState Group, IReadOnlyList<PackUnits> Remaining, IReadOnlyList<PackUnits> Contents,
    IReadOnlyList<string> Checks, IReadOnlyList<string> Missing, string? Carton, string? CartonHint, PackWeightBody? Weight, int? ExpectedGrams, int? ToleranceGrams,
    IReadOnlyList<PackPhotoBody> Photos, IReadOnlyList<PackParcelBody> Parcels, IReadOnlyList<string> Totes, IReadOnlyCollection<string> Ticks, DateTimeOffset OpenedAt,
    DateTimeOffset? SealedAt, DateTimeOffset? ShipBy, PackStopBody? Stop)
{
    public static PackBody Of(PackPicture pack) => new(
        pack.Sscc, pack.Number, pack.Warehouse, pack.PackageNo, pack.State, pack.Group,
        [.. pack.Lines.Where(line => line.Left > 0).Select(line => new PackUnits(line.Sku, line.Name, line.Left, line.Packed))],
        [.. pack.Lines.Where(line => line.Here > 0).Select(line => new PackUnits(line.Sku, line.Name, line.Here, line.Packed))],
        pack.Checks, pack.State == ParcelState.Open ? pack.Missing : [], pack.Carton, pack.CartonHint?.Carton,
        pack.Weight is { } weight ? new(weight.MeasuredGrams, weight.Judgement, weight.ExpectedGrams, weight.ToleranceGrams, weight.OverrideWhy) : null,
        pack.Expected?.ExpectedGrams, pack.Expected?.ToleranceGrams,
        [.. pack.Photos.Select(photo => new PackPhotoBody(photo.Id, PackingEndpoints.PathOf(photo.Id), photo.TakenAt))],
        [.. pack.Parcels.Select(other => new PackParcelBody(other.Sscc, other.PackageNo, other.State, other.Units))], pack.Totes, pack.Ticks, pack.OpenedAt, pack.SealedAt,
        pack.ShipBy, pack.Standing.RefuseStopped() is { } stop ? new(stop.Code, stop.Message) : null);
}

/// <summary>What is to be done next at the bench.</summary>
/// <param name="Kind"><c>item</c>, or <c>done</c>: everything is scanned.</param>
public sealed record PackStep(string Kind, string? Sku, string? Name, int? Units, int? UnitsDone, string Number)
{
    public static PackStep Of(IReadOnlyList<PackNeed> needs, string number) => needs.FirstOrDefault(need => need.Left > 0) is { } next
        ? new("item", next.Sku, next.Name, next.Wanted, next.Packed, number)
        : new("done", null, null, null, null, number);
}

/// <summary>What became of a scan.</summary>
/// <param name="Outcome"><c>accepted</c>, <c>refused</c>, or <c>duplicate</c>: it was counted before.</param>
public sealed record PackScanBody(
    string Outcome, string? Code, string Text, string? Expected, string Scanned, string? Sku, int Units, PackStep Next, IReadOnlyList<PackUnits> Remaining);
