using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Settings;

/// <summary>The couriers by key: section <c>Couriers</c>.</summary>
public sealed class CouriersOptions() : Dictionary<string, CourierOptions>(StringComparer.OrdinalIgnoreCase)
{
    public const string Section = "Couriers";
}

/// <summary>One courier. User, password, account, pin, entity and country are what Aramex asks for in every call.</summary>
public sealed class CourierOptions
{
    public CourierKind Kind { get; set; }
    public Uri? BaseUrl { get; set; }
    public string? ApiKey { get; set; }

    /// <summary>Proves the courier's events: as the key of a signature, or as it is where the courier signs nothing.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>How often a parcel is asked after where no event comes.</summary>
    public int PollSeconds { get; set; } = 600;

    public string? User { get; set; }
    public string? Password { get; set; }
    public string? Account { get; set; }
    public string? Pin { get; set; }
    public string? Entity { get; set; }
    public string? Country { get; set; }
}

/// <summary>Who carries our messages: section <c>Messages</c>.</summary>
public sealed class MessagesOptions
{
    public const string Section = "Messages";

    public WhatsappOptions Whatsapp { get; set; } = new();
    public SmsOptions Sms { get; set; } = new();
}

/// <summary>WhatsApp's cloud interface; without a phone number id nothing is sent or taken.</summary>
public sealed class WhatsappOptions
{
    public Uri BaseUrl { get; set; } = new("https://graph.facebook.com");
    public string? PhoneNumberId { get; set; }
    public string? AccessToken { get; set; }

    /// <summary>Signs what comes in.</summary>
    public string? AppSecret { get; set; }

    /// <summary>What the first, proving call must carry.</summary>
    public string? VerifyToken { get; set; }
}

/// <summary>Twilio's interface for text messages; without an account nothing is sent.</summary>
public sealed class SmsOptions
{
    public Uri BaseUrl { get; set; } = new("https://api.twilio.com");
    public string? AccountSid { get; set; }
    public string? AuthToken { get; set; }
    public string? From { get; set; }
}

public enum SmtpTls { None, StartTls, Tls }

/// <summary>The mail server: section <c>Smtp</c>; without a host no mail is sent.</summary>
public sealed class SmtpOptions
{
    public const string Section = "Smtp";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }
    public string? From { get; set; }
    public SmtpTls Tls { get; set; } = SmtpTls.StartTls;
}

/// <summary>The label printers by key: section <c>Printers</c>.</summary>
public sealed class PrintersOptions() : Dictionary<string, PrinterOptions>(StringComparer.OrdinalIgnoreCase)
{
    public const string Section = "Printers";
}

/// <summary>One printer that takes raw ZPL.</summary>
public sealed class PrinterOptions
{
    public string? Host { get; set; }
    public int Port { get; set; } = 9100;

    /// <summary>Key of the warehouse that it stands in.</summary>
    public string? Warehouse { get; set; }

    /// <summary>Dots to the inch: 203 or 300.</summary>
    public int Dpi { get; set; } = 203;
}
