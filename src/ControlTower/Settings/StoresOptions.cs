using System.Text;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Settings;

/// <summary>The stores by key: section <c>Stores</c>. A store that is kept in the database under the same key gives way to its setting.</summary>
public sealed class StoresOptions() : Dictionary<string, StoreOptions>(StringComparer.OrdinalIgnoreCase)
{
    public const string Section = "Stores";
}

/// <summary>One shop, till, marketplace or account that sends us orders.</summary>
public sealed class StoreOptions
{
    public Channel Kind { get; set; }

    /// <summary>Signs the shop's webhooks; null where nothing is signed.</summary>
    public string? Secret { get; set; }

    /// <summary>Root of the shop's host; null: the shop is never asked.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>With <see cref="ApiSecret"/>, reads and writes the shop.</summary>
    public string? ApiKey { get; set; }

    public string? ApiSecret { get; set; }

    /// <summary>ISO 3166, two letters: whose phone numbers and addresses to expect; null: each order says it.</summary>
    public string? Country { get; set; }

    /// <summary>ISO 4217; null: each order says it.</summary>
    public string? Currency { get; set; }

    /// <summary>Which of its COD orders a person must confirm.</summary>
    public CodConfirmPolicy CodConfirm { get; set; } = CodConfirmPolicy.Doubtful;

    /// <summary>How often the shop's own list is read for what no webhook told.</summary>
    public int SweepSeconds { get; set; } = 300;

    /// <summary>Amazon's login.</summary>
    public Uri? TokenUrl { get; set; }

    public string? RefreshToken { get; set; }

    /// <summary>As the signature wants it; empty where there is none, and then no signature is right.</summary>
    public byte[] SecretBytes => Encoding.UTF8.GetBytes(Secret ?? "");
}
