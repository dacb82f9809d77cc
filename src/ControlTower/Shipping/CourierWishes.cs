using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping;

/// <summary>What of a wish about a courier cannot be.</summary>
internal static class CourierWishes
{
    private const int KeyCharsMax = 40;
    private const int TextCharsMax = 500;
    private const int PollSecondsMax = 86_400;
    private const int ServicesMax = 100;
    private const int LocationsMax = 100;
    private const int ConnectionsMax = 64;
    private const int DeadlineSecondsMin = 2;
    private const int DeadlineSecondsMax = 120;
    private const int GraceMinutesMax = 24 * 60;
    private const decimal PriceMax = 1_000_000;

    public static Refusal? Refuse(SaveCourier wish) =>
        !IsKey(wish.Key) ? new("courier.key-invalid", $"A courier's key has 1 to {KeyCharsMax} small letters, digits and hyphens, and begins with no hyphen.", "key")
        : wish.Country is not "" && !IsCountry(wish.Country) ? new("courier.country-invalid", "Give a country of two capital letters, like EG.", "country")
        : wish.BaseUrl is not null && !IsRoot(wish.BaseUrl) ? new("courier.base-url-invalid", "Give the address of the courier's host, like https://api.example.com.", "baseUrl")
        : wish.BaseUrl is null && CourierRules.IsCalled(wish.Kind) ? new("courier.base-url-invalid", "This courier is called over the network: give the address of its host.", "baseUrl")
        : wish.PollSeconds is < 1 or > PollSecondsMax ? new("courier.poll-invalid", $"Ask after its parcels every 1 to {PollSecondsMax} seconds.", "pollSeconds")
        : Texts(wish).Any(text => text?.Length > TextCharsMax) ? new("courier.text-invalid", $"A text or secret has {TextCharsMax} characters at most.")
        : RefuseServices(wish.Services) ?? RefuseConfig(wish.Config);

    private static Refusal? RefuseServices(IReadOnlyList<CourierService> services) =>
        services.Count > ServicesMax ? new("courier.services-invalid", $"A courier has {ServicesMax} services at most.", "services")
        : services.ToList().FindIndex(service => service is null || (service.Country is { } country && !IsCountry(country))) is >= 0 and var at
            ? new("courier.services-invalid", "Give a country of two capital letters, like EG, or none.", $"services[{at}].country")
        : services.ToList().FindIndex(service => service.Price is < 0 or > PriceMax) is >= 0 and var priced
            ? new("courier.services-invalid", "A price is 0 or more.", $"services[{priced}].price")
        : null;

    private static Refusal? RefuseConfig(CourierConfig config) =>
        config.ConnectionsMax is < 1 or > ConnectionsMax ? new("courier.config-invalid", $"Call it 1 to {ConnectionsMax} times at once.", "connectionsMax")
        : config.DeadlineSeconds is < DeadlineSecondsMin or > DeadlineSecondsMax
            ? new("courier.config-invalid", $"Wait {DeadlineSecondsMin} to {DeadlineSecondsMax} seconds for its answer.", "deadlineSeconds")
        : config.PickupGraceMinutes is < 0 or > GraceMinutesMax ? new("courier.config-invalid", "Wait 0 to 1440 minutes for a late truck.", "pickupGraceMinutes")
        : config.Locations.Count > LocationsMax ? new("courier.config-invalid", $"A courier knows {LocationsMax} warehouses at most.", "locations")
        : null;

    private static IEnumerable<string?> Texts(SaveCourier wish) =>
    [
        wish.BaseUrl, wish.ApiKey, wish.WebhookSecret, wish.Account.User, wish.Account.Password, wish.Account.Account, wish.Account.Pin, wish.Account.Entity,
        wish.Config.SenderName, wish.Config.SenderPhone, .. wish.Config.Locations.Values, .. wish.Services.Select(service => service?.Service),
    ];

    private static bool IsKey(string key) =>
        key.Length is > 0 and <= KeyCharsMax && key[0] != '-' && key.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool IsCountry(string text) => text.Length == 2 && text.All(char.IsAsciiLetterUpper);

    private static bool IsRoot(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0;
}
