using ControlTower.Playbook.Intake;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Orders;

/// <summary>Who ordered and where it goes: the customer's words, apart from the order, so that they can be erased.</summary>
public sealed class OrderContact
{
    private OrderContact() { }

    internal OrderContact(Guid orderId) => OrderId = orderId;

    public Guid OrderId { get; private init; }
    public string? Name { get; private set; }

    /// <summary>As typed.</summary>
    public string? Phone { get; private set; }

    /// <summary>E.164 ("+201001234567"); null where the phone is not valid in the order's country. The key of repeat customers.</summary>
    public string? PhoneE164 { get; private set; }

    public string? Email { get; private set; }
    public string? ShipName { get; private set; }
    public string? ShipPhone { get; private set; }
    public string? Line1 { get; private set; }
    public string? Line2 { get; private set; }
    public string? City { get; private set; }
    public string? Region { get; private set; }
    public string? Postcode { get; private set; }

    /// <summary>ISO 3166 alpha-2.</summary>
    public string Country { get; private set; } = "";

    /// <summary>Where the bill goes; null where the channel tells none.</summary>
    public string? BillingCountry { get; private set; }

    public string? BillingCity { get; private set; }

    /// <summary>0 to 100; null until validation has judged it.</summary>
    public int? AddressScore { get; private set; }

    public string[] AddressReasons { get; private set; } = [];

    /// <summary>Both names, folded, for search.</summary>
    public string NameFolded { get; private set; } = "";

    /// <summary>The phone's digits from last to first, so that its last digits are a prefix.</summary>
    public string PhoneReversed { get; private set; } = "";

    /// <summary>The phone that couriers call.</summary>
    public string? PhoneToCall => string.IsNullOrWhiteSpace(ShipPhone) ? Phone : ShipPhone;

    internal void Write(IncomingOrder told, string countryOfStore)
    {
        var (contact, shipTo) = (told.Contact, told.ShipTo);
        (BillingCountry, BillingCity) = (told.BillingCountry, told.BillingCity);
        (Name, Phone, Email) = (contact.Name, contact.Phone, contact.Email);
        (ShipName, ShipPhone) = (shipTo.Name, shipTo.Phone);
        (Line1, Line2, City, Region, Postcode) = (shipTo.Line1, shipTo.Line2, shipTo.City, shipTo.Region, shipTo.Postcode);
        Country = string.IsNullOrWhiteSpace(shipTo.Country) ? countryOfStore : shipTo.Country.Trim().ToUpperInvariant();
        (PhoneE164, AddressScore, AddressReasons) = (null, null, []);
        Index();
    }

    /// <summary>A person's correction; null keeps what was there.</summary>
    internal void Correct(ContactCorrection by)
    {
        (Name, Email, ShipName) = (by.Name ?? Name, by.Email ?? Email, by.ShipName ?? ShipName);
        if (by.Phone is not null)
        {
            (Phone, ShipPhone) = (by.Phone, null);
        }

        (Line1, Line2, City) = (by.Line1 ?? Line1, by.Line2 ?? Line2, by.City ?? City);
        (Region, Postcode, Country) = (by.Region ?? Region, by.Postcode ?? Postcode, by.Country ?? Country);
        Index();
    }

    /// <summary>What validation found.</summary>
    public void Judge(string? phoneE164, int addressScore, IEnumerable<string> reasons) =>
        (PhoneE164, AddressScore, AddressReasons) = (phoneE164, addressScore, [.. reasons]);

    private void Index()
    {
        NameFolded = TextFolding.Fold($"{Name} {ShipName}".Trim());
        PhoneReversed = new([.. TextFolding.Fold(PhoneToCall ?? "").Where(char.IsAsciiDigit).Reverse()]);
    }
}

/// <summary>What a person corrects of an order's contact and address; null keeps what was there.</summary>
public sealed record ContactCorrection(
    string? Name = null, string? Phone = null, string? Email = null, string? ShipName = null,
    string? Line1 = null, string? Line2 = null, string? City = null, string? Region = null, string? Postcode = null, string? Country = null);
