using ControlTower.Playbook.Intake;

namespace ControlTower.Playbook.Validation;

/// <summary>Where a parcel goes, without whom it goes to.</summary>
/// <param name="Country">ISO 3166 alpha-2.</param>
public sealed record AddressParts(string? Line1, string? Line2, string? City, string? Region, string? Postcode, string? Country)
{
    public static AddressParts Of(IncomingAddress address) =>
        new(address.Line1, address.Line2, address.City, address.Region, address.Postcode, address.Country);
}

/// <summary>What a courier would stumble over; stored and shown in camel case.</summary>
public enum AddressFault
{
    LineMissing, LineTooShort, LineVague, NumberMissing, CityMissing, CityUnknown, CityElsewhere, DistrictElsewhere, RegionMissing, RegionUnknown,
    PostcodeMissing, PostcodeMalformed, PostcodeElsewhere, CountryMissing,
}

/// <summary>One fault of an address, and what to ask the customer about it.</summary>
/// <param name="Points">How much it takes from the score.</param>
/// <param name="Found">What stands there; null where nothing does.</param>
/// <param name="Belongs">Where that belongs: the region of the town or of the postcode.</param>
/// <param name="Given">The region that the address names instead.</param>
public sealed record AddressReason(AddressFault Fault, int Points, string? Found = null, string? Belongs = null, string? Given = null)
{
    /// <summary>In English; screens say it in the reader's language by <see cref="Fault"/>. Names towns, regions and postcodes, never the street.</summary>
    public string Question => Fault switch
    {
        AddressFault.LineMissing => "Which street is it, and which building?",
        AddressFault.LineTooShort => "What is the full street name, and the number of the building?",
        AddressFault.LineVague => "A landmark or a word alone leads nowhere: which street is it, and which number?",
        AddressFault.NumberMissing => "What is the number of the building?",
        AddressFault.CityMissing => "Which city or district is it in?",
        AddressFault.CityUnknown => $"Which larger town is {Found} near?",
        AddressFault.CityElsewhere => $"{Found} lies in {Belongs}, not in {Given}: which of the two is right?",
        AddressFault.DistrictElsewhere => $"{Found} lies in {Belongs}, not in {Given}: which city is it?",
        AddressFault.RegionMissing => "Which state, region or governorate is it in?",
        AddressFault.RegionUnknown => $"We know no region “{Found}”: which one is meant?",
        AddressFault.PostcodeMissing => "What is the postcode?",
        AddressFault.PostcodeMalformed => $"“{Found}” is no postcode of that country: what is it?",
        AddressFault.PostcodeElsewhere => $"Postcode {Found} belongs to {Belongs}, not to {Given}: which of the two is right?",
        AddressFault.CountryMissing => "Which country is it in?",
    };
}

/// <param name="Score">0 to 100; 100 where nothing is amiss.</param>
/// <param name="Reasons">The heaviest first.</param>
public sealed record AddressVerdict(int Score, IReadOnlyList<AddressReason> Reasons)
{
    public bool Passes(int scoreMin) => Score >= scoreMin;
}
