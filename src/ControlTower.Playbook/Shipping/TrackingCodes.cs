using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>What a courier's code means to us.</summary>
/// <param name="IsKnown">False: nobody has said yet what it means; its event is kept and a case asks.</param>
/// <param name="State">Null: it says nothing about where the parcel is.</param>
public readonly record struct CodeReading(bool IsKnown, ParcelState? State);

/// <summary>A row of the map.</summary>
/// <param name="Detail">The finer code beside it, where the courier has one; empty: whatever stands there.</param>
public sealed record CodeRow(CourierKind Kind, string Code, string Detail, ParcelState? State);

/// <summary>
/// Couriers' codes in our words, by kind of courier. Public sources disagree about some of Aramex', so the map is data: what a person
/// maps goes before what stands here. Sources: EasyPost's tracker statuses and details, Bosta's delivery states, Aramex' update codes as recorded.
/// </summary>
public sealed class TrackingCodes
{
    private const int CodeCharsMax = 80;
    private readonly FrozenDictionary<(CourierKind, string, string), ParcelState?> _map;

    /// <param name="mapped">By people; the later row of the same code wins.</param>
    public TrackingCodes(IEnumerable<CodeRow> mapped)
    {
        var map = new Dictionary<(CourierKind, string, string), ParcelState?>();
        foreach (var row in TrackingCodeSeed.All.Concat(mapped))
        {
            map[(row.Kind, Fold(row.Code), Fold(row.Detail))] = row.State;
        }

        _map = map.ToFrozenDictionary();
    }

    /// <summary>As it was delivered, before anybody mapped anything.</summary>
    public static TrackingCodes Seeded { get; } = new([]);

    /// <summary>The finer code first; where it means nothing special, the code alone.</summary>
    public CodeReading Read(CourierKind kind, string code, string? detail) =>
        _map.TryGetValue((kind, Fold(code), Fold(detail ?? "")), out var exact) ? new(true, exact)
        : _map.TryGetValue((kind, Fold(code), ""), out var plain) ? new(true, plain)
        : default;

    /// <summary>Spelling that makes no difference; a code longer than any is cut.</summary>
    public static string Fold(string code)
    {
        var plain = code.Trim().ToLowerInvariant();
        return plain.Length <= CodeCharsMax ? plain : plain[..CodeCharsMax];
    }
}
