using ControlTower.Shipping;

namespace ControlTower.Screens.ShippingCoordinator;

/// <summary>What of the dock somebody looks at; it lives in the address.</summary>
/// <param name="Site">Key of the warehouse.</param>
/// <param name="Sites">Those that the visitor works for.</param>
/// <param name="Courier">Whose parcels are listed; null: of the courier that has most to do.</param>
/// <param name="Show"><c>here</c>, <c>manifest</c> or <c>gone</c>.</param>
public sealed record DispatchAsk(string Site, IReadOnlyList<string> Sites, string? Courier, string Show, string? View)
{
    public string Href(string? view = null, string? courier = null, string? show = null, string? site = null)
    {
        string?[] parts =
        [
            (site ?? Site).Length > 0 && Sites.Count > 1 ? $"site={Uri.EscapeDataString(site ?? Site)}" : null, view is null ? null : $"view={view}",
            courier is null ? null : $"courier={Uri.EscapeDataString(courier)}", show is null or "here" ? null : $"show={show}",
        ];
        var query = string.Join('&', parts.OfType<string>());
        return query.Length == 0 ? "/dispatch" : $"/dispatch?{query}";
    }
}

/// <summary>One courier's lane: how many of its parcels stand where.</summary>
public sealed record DispatchLane(string Courier, int Labelled, int OnManifest, int HandedOver, int Missing, int ToBook, Guid? Manifest, string? ManifestNumber, IReadOnlyList<Playbook.Vocabulary.Money> Cash)
{
    public int Here => Labelled + OnManifest + ToBook;

    public static DispatchLane Of(string courier, IReadOnlyCollection<DispatchRow> rows)
    {
        var open = rows.FirstOrDefault(row => row.Stand is DispatchStand.OnManifest or DispatchStand.OnTruck);
        return new(
            courier, rows.Count(row => row.Stand == DispatchStand.Labelled), rows.Count(row => row.Stand is DispatchStand.OnManifest or DispatchStand.OnTruck), rows.Count(row => !row.IsHere),
            rows.Count(row => row.IsMissing), rows.Count(row => row.Stand is DispatchStand.ToBook or DispatchStand.Booking or DispatchStand.Refused or DispatchStand.Unknown),
            open?.ManifestId, open?.Manifest, CashOf(rows));
    }

    /// <summary>What is to be collected at the door for parcels that are still here, by currency.</summary>
    public static IReadOnlyList<Playbook.Vocabulary.Money> CashOf(IEnumerable<DispatchRow> rows) =>
        [.. rows.Where(row => row.IsHere).Select(row => row.Cod).OfType<Playbook.Vocabulary.Money>().GroupBy(cod => cod.Currency).Select(of => new Playbook.Vocabulary.Money(of.Sum(cod => cod.Minor), of.Key))];
}
