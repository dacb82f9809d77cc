using System.Globalization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Settings;

/// <summary>One setting that the tower knows.</summary>
/// <param name="Path">Sections and name; <c>*</c> stands for a key that the company chooses.</param>
/// <param name="Wish">What a right value is, for the person who has to write it.</param>
public sealed record Setting(IReadOnlyList<string> Path, string Wish, Func<string, bool> IsRight)
{
    public bool Matches(IReadOnlyList<string> path) =>
        path.Count == Path.Count
        && path.Zip(Path).All(pair => pair.Second == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Every setting there is, in one table: the check at the start, its wording and the list of names all come from here.</summary>
public static class SettingsCatalogue
{
    private const int BootstrapKeyCharsMin = 32;

    /// <summary>Sections that are ours alone; whatever else stands in the environment is not our business.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["ConnectionStrings", "Tower", "Stores", "Couriers", "Messages", "Smtp", "Printers", "Rules"];

    public static IReadOnlyList<Setting> All { get; } =
    [
        Text("ConnectionStrings__Tower"),
        Text("ConnectionStrings__TowerOwner"),

        Bool("Tower__Demo"),
        Of("Tower__Urls", "one or more addresses like http://localhost:5080, separated by semicolons", AreUrls),
        Text("Tower__DataFolder"),
        Bool("Tower__Migrate"),
        Url("Tower__PublicUrl"),
        Of("Tower__BootstrapApiKey", $"{BootstrapKeyCharsMin} characters or more", value => value.Length >= BootstrapKeyCharsMin),
        Of("Tower__OrderPrefix", "one to six capital letters or digits", value => value.Length is > 0 and <= 6 && value.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))),
        Text("Tower__CompanyName"),
        Text("Tower__CompanyAddress"),
        Text("Tower__CompanyTaxNumber"),
        Of("Tower__QuietHours", "hours like 22:00-08:00, or none", value => QuietHours.TryRead(value, out _)),

        OneOf<Channel>("Stores__*__Kind"),
        Text("Stores__*__Secret"),
        Url("Stores__*__BaseUrl"),
        Text("Stores__*__ApiKey"),
        Text("Stores__*__ApiSecret"),
        Country("Stores__*__Country"),
        Of("Stores__*__Currency", "a currency of three capital letters, like EGP", value => value.Length == 3 && value.All(char.IsAsciiLetterUpper)),
        OneOf<CodConfirmPolicy>("Stores__*__CodConfirm"),
        Whole("Stores__*__SweepSeconds", 1, 86_400),
        Url("Stores__*__TokenUrl"),
        Text("Stores__*__RefreshToken"),

        OneOf<CourierKind>("Couriers__*__Kind"),
        Url("Couriers__*__BaseUrl"),
        Text("Couriers__*__ApiKey"),
        Text("Couriers__*__WebhookSecret"),
        Whole("Couriers__*__PollSeconds", 1, 86_400),
        Text("Couriers__*__User"),
        Text("Couriers__*__Password"),
        Text("Couriers__*__Account"),
        Text("Couriers__*__Pin"),
        Text("Couriers__*__Entity"),
        Country("Couriers__*__Country"),

        Url("Messages__whatsapp__BaseUrl"),
        Text("Messages__whatsapp__PhoneNumberId"),
        Text("Messages__whatsapp__AccessToken"),
        Text("Messages__whatsapp__AppSecret"),
        Text("Messages__whatsapp__VerifyToken"),
        Url("Messages__sms__BaseUrl"),
        Text("Messages__sms__AccountSid"),
        Text("Messages__sms__AuthToken"),
        Text("Messages__sms__From"),

        Text("Smtp__Host"),
        Whole("Smtp__Port", 1, 65_535),
        Text("Smtp__User"),
        Text("Smtp__Password"),
        Text("Smtp__From"),
        OneOf<SmtpTls>("Smtp__Tls"),

        Text("Printers__*__Host"),
        Whole("Printers__*__Port", 1, 65_535),
        Text("Printers__*__Warehouse"),
        Of("Printers__*__Dpi", "203 or 300", value => value is "203" or "300"),

        Whole("Rules__UnpaidHoldMinutes", 1, 10_080),
        Amount("Rules__RefundApprovalAbove"),
        Amount("Rules__WriteOffApprovalAbove"),
        Amount("Rules__HighValueAbove"),
        Whole("Rules__PhoneCancelsMax", 0, 1_000),
        Whole("Rules__AddressScoreMin", 0, 100),
    ];

    /// <summary>Names in the form of environment variables.</summary>
    public static string Name(IEnumerable<string> path) => string.Join("__", path);

    private static Setting Of(string name, string wish, Func<string, bool> isRight) => new(name.Split("__"), wish, isRight);

    private static Setting Text(string name) => Of(name, "a text", value => value.Trim().Length > 0);

    private static Setting Bool(string name) => Of(name, "true or false", value => bool.TryParse(value, out _));

    private static Setting Url(string name) => Of(name, "the address of a host, like https://shop.example.com", IsRoot);

    private static Setting Country(string name) =>
        Of(name, "a country of two capital letters, like EG", value => value.Length == 2 && value.All(char.IsAsciiLetterUpper));

    private static Setting Whole(string name, int least, int most) => Of(
        name,
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"),
        value => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most);

    private static Setting Amount(string name) => Of(
        name,
        "an amount of money like 350.50, 0 or more",
        value => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _));

    private static Setting OneOf<T>(string name)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(word => word.ToLowerInvariant()).ToList();
        return Of(name, $"one of: {string.Join(", ", words)}", value => words.Contains(value.ToLowerInvariant()));
    }

    private static bool AreUrls(string value) =>
        value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } urls
        && urls.All(url => IsRoot(url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal)));

    private static bool IsRoot(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0;
}
