using System.Text.RegularExpressions;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Validation;

/// <summary>Whether city, region and postcode are there and lie in one another.</summary>
internal static partial class AddressPlaceRules
{
    /// <summary>First digits of the regions whose postal zones are sure.</summary>
    private static readonly Dictionary<string, char> s_saudiZones = new()
    {
        ["Riyadh"] = '1', ["Makkah"] = '2', ["Eastern Province"] = '3', ["Madinah"] = '4', ["Qassim"] = '5', ["Asir"] = '6',
    };

    public static IEnumerable<AddressReason> Judge(AddressParts address, string? country)
    {
        if (string.IsNullOrWhiteSpace(address.City))
        {
            yield return new(AddressFault.CityMissing, 45);
        }

        if (Gazetteer.Of(country) is not { } gazetteer)
        {
            yield break;
        }

        var region = gazetteer.Region(address.Region);
        var regionsOfCity = gazetteer.RegionsOf(address.City);
        foreach (var reason in JudgeRegion(address, country == "US", region, regionsOfCity))
        {
            yield return reason;
        }

        var postcode = TextFolding.WesternDigits(address.Postcode ?? "").Trim();
        var reasons = country switch
        {
            "US" => JudgeZip(gazetteer, postcode, region, regionsOfCity),
            "SA" => JudgeSaudiZone(postcode, region ?? Only(regionsOfCity)),
            _ => [],
        };
        foreach (var reason in reasons.Concat(country == "US" ? [] : JudgeDistricts(gazetteer, address, region ?? Only(regionsOfCity))))
        {
            yield return reason;
        }
    }

    private static IEnumerable<AddressReason> JudgeRegion(AddressParts address, bool isNeeded, string? region, IReadOnlyCollection<string> regionsOfCity)
    {
        if (region is null && !string.IsNullOrWhiteSpace(address.Region))
        {
            yield return new(AddressFault.RegionUnknown, isNeeded ? 45 : 10, address.Region);
        }
        else if (region is null && (isNeeded || regionsOfCity.Count == 0))
        {
            // Where the postcode tells it, the caller need not.
            yield return new(AddressFault.RegionMissing, isNeeded && string.IsNullOrWhiteSpace(address.Postcode) ? 45 : 10);
        }

        if (region is not null && regionsOfCity.Count > 0 && !regionsOfCity.Contains(region))
        {
            yield return new(AddressFault.CityElsewhere, 50, address.City, string.Join(", ", regionsOfCity), region);
        }
        else if (!isNeeded && regionsOfCity.Count == 0 && !string.IsNullOrWhiteSpace(address.City))
        {
            yield return new(AddressFault.CityUnknown, 10, address.City);
        }
    }

    private static IEnumerable<AddressReason> JudgeZip(Gazetteer gazetteer, string postcode, string? region, IReadOnlyCollection<string> regionsOfCity)
    {
        if (!Zip().IsMatch(postcode))
        {
            return [postcode.Length == 0 ? new(AddressFault.PostcodeMissing, 45) : new(AddressFault.PostcodeMalformed, 45, postcode)];
        }

        var belongs = gazetteer.RegionOfPostcode(int.Parse(postcode.AsSpan(0, 3), System.Globalization.CultureInfo.InvariantCulture));
        return belongs switch
        {
            null => [new(AddressFault.PostcodeMalformed, 45, postcode)],
            _ when region is not null && region != belongs => [new(AddressFault.PostcodeElsewhere, 50, postcode, belongs, region)],
            _ when region is null && regionsOfCity.Count > 0 && !regionsOfCity.Contains(belongs) =>
                [new(AddressFault.PostcodeElsewhere, 50, postcode, belongs, string.Join(", ", regionsOfCity))],
            _ => [],
        };
    }

    private static IEnumerable<AddressReason> JudgeSaudiZone(string postcode, string? region)
    {
        if (postcode.Length > 0 && !Zip().IsMatch(postcode))
        {
            return [new(AddressFault.PostcodeMalformed, 10, postcode)];
        }

        return postcode.Length > 0 && region is not null && s_saudiZones.TryGetValue(region, out var zone) && postcode[0] != zone
            ? [new(AddressFault.PostcodeElsewhere, 45, postcode, s_saudiZones.FirstOrDefault(one => one.Value == postcode[0]).Key ?? "another region", region)]
            : [];
    }

    /// <summary>A district between commas that we know from another region. Streets are named after towns, so only a whole segment counts.</summary>
    private static IEnumerable<AddressReason> JudgeDistricts(Gazetteer gazetteer, AddressParts address, string? region) =>
        from segment in AddressLineRules.Segments($"{address.Line1}, {address.Line2}")
        let regions = gazetteer.RegionsOf(segment)
        where region is not null && regions.Count > 0 && !regions.Contains(region)
        select new AddressReason(AddressFault.DistrictElsewhere, 50, segment.Trim(), string.Join(", ", regions), region);

    private static string? Only(IReadOnlyCollection<string> regions) => regions.Count == 1 ? regions.First() : null;

    /// <summary>Five digits, maybe four more; the Saudi postcode has the same form.</summary>
    [GeneratedRegex(@"^\d{5}(-?\d{4})?$")]
    private static partial Regex Zip();
}
