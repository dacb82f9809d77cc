using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Shipping;

/// <summary>A company, or our own drivers, that carries parcels. Its secrets are protected by the tower's key ring.</summary>
public sealed class Courier
{
    public const int PollSecondsUsual = 600;

    public required string Key { get; init; }
    public required CourierKind Kind { get; set; }

    /// <summary>ISO 3166, of the account with the courier; empty where it asks for none.</summary>
    public string Country { get; set; } = "";

    /// <summary>Root of its host; null: it is never asked.</summary>
    public string? BaseUrl { get; set; }

    public string? ApiKey { get; set; }

    /// <summary>Proves its events: as the key of a signature, or as it is where the courier signs nothing.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>The former secret, still accepted while the courier is being changed over.</summary>
    public string? WebhookSecretBefore { get; set; }

    /// <summary>User, password, account, pin and entity, as one protected text.</summary>
    public string? Credentials { get; set; }

    /// <summary>How often a parcel is asked after where no event comes.</summary>
    public int PollSeconds { get; set; } = PollSecondsUsual;

    /// <summary>JSON list of <see cref="CourierService"/>.</summary>
    public string Services { get; set; } = "[]";

    /// <summary>JSON object: <see cref="CourierConfig"/>.</summary>
    public string Config { get; set; } = "{}";

    public bool IsOn { get; set; } = true;

    /// <summary>Comes from the settings of the process; what stands there cannot be edited on screen.</summary>
    public bool IsFixed { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    /// <summary>Since when it has not answered; null while it answers.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    public string? LastError { get; set; }
}

/// <summary>One thing that a courier does for us. Without any row it does everything that its kind can.</summary>
/// <param name="Country">ISO 3166; null: every country.</param>
/// <param name="Service">As the courier calls it; null: whichever it offers cheapest.</param>
/// <param name="Price">What one parcel costs, in the courier's currency; null: known only from its rates, or not at all.</param>
public sealed record CourierService(ShippingMethod Method, string? Country, string? Service, decimal? Price);

/// <summary>What else is to be known of a courier, without secrets.</summary>
public sealed record CourierConfig
{
    /// <summary>Calls at the same time.</summary>
    public int ConnectionsMax { get; init; } = 8;

    /// <summary>After so many seconds without an answer a call has ended unknown.</summary>
    public int DeadlineSeconds { get; init; } = 20;

    /// <summary>Whether it collects cash at the door; null: what its kind does.</summary>
    public bool? TakesCod { get; init; }

    /// <summary>Who sends: what stands on the label, and whom the courier calls.</summary>
    public string? SenderName { get; init; }

    public string? SenderPhone { get; init; }

    /// <summary>The courier's own id of each of our warehouses.</summary>
    public IReadOnlyDictionary<string, string> Locations { get; init; } = new Dictionary<string, string>();

    /// <summary>How long a truck of its is waited for after its window before it counts as missed.</summary>
    public int PickupGraceMinutes { get; init; } = 15;
}
