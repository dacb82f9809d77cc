using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ControlTower.Simulator;

/// <summary>What the launcher tells the simulator: by argument (<c>--tower</c>), else by environment (<c>SIM_TOWER</c>).</summary>
/// <param name="Tower">Root of the tower's host.</param>
/// <param name="Key">A machine key with the administrator's rights; null: the shops sell, and nobody works or lays a company.</param>
/// <param name="Port">Of the shops' REST and of the page; 0: any free one.</param>
/// <param name="Bind">The address to listen at; the loopback unless a container needs more.</param>
/// <param name="Speed">How many times sooner people act than in life, 1 to 60. The clock is always real.</param>
/// <param name="Seed">The same seed makes the same company, customers and orders.</param>
/// <param name="Data">Where the shops' ledgers and the staff's keys are kept; null: forgotten at the end.</param>
/// <param name="SecretWoo">Signs the webhooks of <c>site-eg</c>.</param>
/// <param name="SecretShopify">Signs the webhooks of <c>shop-sa</c>.</param>
/// <param name="RestKey">What a caller of the shops' REST must bring (WooCommerce: the consumer key); null: anybody may read.</param>
/// <param name="RestSecret">WooCommerce's consumer secret, Shopify's access token.</param>
/// <param name="IsSetupOnly">Lay the company and leave.</param>
public sealed record SimSettings(
    Uri Tower,
    string? Key,
    int Port,
    string Bind,
    int Speed,
    int Seed,
    string? Data,
    string SecretWoo,
    string SecretShopify,
    string? RestKey,
    string? RestSecret,
    bool IsSetupOnly)
{
    public const int SpeedMax = 60;

    /// <summary>What a sender of messages must bring, and what their receipts are signed with; null: anybody may send, and no receipt is believed.</summary>
    public string? MessageSecret { get; init; }

    /// <summary>Proves what the couriers tell; the tower is told the same one.</summary>
    public string? SecretCouriers { get; init; }

    /// <summary>Of the mail server; 0: any free one.</summary>
    public int SmtpPort { get; init; }

    /// <summary>Of the label printer; 0: any free one.</summary>
    public int PrinterPort { get; init; }

    private static readonly string[] s_known =
        ["tower", "key", "port", "bind", "speed", "seed", "data", "secret-woo", "secret-shopify", "rest-key", "rest-secret", "once-setup", "message-secret", "smtp-port", "printer-port", "secret-couriers"];

    public static bool TryRead(
        string[] args, Func<string, string?> environment, [NotNullWhen(true)] out SimSettings? settings, [NotNullWhen(false)] out string? fault)
    {
        settings = null;
        if (!TryParse(args, out var given, out fault))
        {
            return false;
        }

        string? Find(string name) => given.GetValueOrDefault(name) ?? NullIfEmpty(environment("SIM_" + name.Replace('-', '_').ToUpperInvariant()));

        if (!Uri.TryCreate(Find("tower") ?? "http://127.0.0.1:5080", UriKind.Absolute, out var tower) || tower.Scheme is not ("http" or "https"))
        {
            fault = "--tower (SIM_TOWER) is not an address like http://127.0.0.1:5080.";
        }
        else if (!TryNumber(Find("port") ?? "0", 0, 65_535, out var port))
        {
            fault = "--port (SIM_PORT) is not a port.";
        }
        else if (!TryNumber(Find("smtp-port") ?? "0", 0, 65_535, out var smtpPort))
        {
            fault = "--smtp-port (SIM_SMTP_PORT) is not a port.";
        }
        else if (!TryNumber(Find("printer-port") ?? "0", 0, 65_535, out var printerPort))
        {
            fault = "--printer-port (SIM_PRINTER_PORT) is not a port.";
        }
        else if (!TryNumber(Find("speed") ?? "10", 1, SpeedMax, out var speed))
        {
            fault = $"--speed (SIM_SPEED) is not a number from 1 to {SpeedMax}.";
        }
        else if (!TryNumber(Find("seed") ?? "42", 0, int.MaxValue, out var seed))
        {
            fault = "--seed (SIM_SEED) is not a whole number.";
        }
        else
        {
            var isSetupOnly = Find("once-setup") is not null;
            var (woo, shopify) = (Find("secret-woo"), Find("secret-shopify"));
            if (!isSetupOnly && (woo is null || shopify is null))
            {
                fault = "SIM_SECRET_WOO and SIM_SECRET_SHOPIFY are needed: the shops sign with them, and the tower is told the same ones.";
                return false;
            }

            settings = new SimSettings(
                tower, Find("key"), port, Find("bind") ?? "127.0.0.1", speed, seed, Find("data"), woo ?? "", shopify ?? "",
                Find("rest-key"), Find("rest-secret"), isSetupOnly) { MessageSecret = Find("message-secret"), SecretCouriers = Find("secret-couriers"), SmtpPort = smtpPort, PrinterPort = printerPort };
        }

        return settings is not null;
    }

    private static bool TryParse(string[] args, out Dictionary<string, string> given, [NotNullWhen(false)] out string? fault)
    {
        given = new Dictionary<string, string>(StringComparer.Ordinal);
        fault = null;
        for (var at = 0; at < args.Length; at++)
        {
            var name = args[at].TrimStart('-');
            if (!s_known.Contains(name))
            {
                fault = $"Unknown argument {args[at]}. Known: {string.Join(", ", s_known.Select(known => "--" + known))}.";
                return false;
            }

            if (name == "once-setup")
            {
                given[name] = "yes";
            }
            else if (at + 1 < args.Length)
            {
                given[name] = args[++at];
            }
            else
            {
                fault = $"{args[at]} needs a value.";
                return false;
            }
        }

        return true;
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
