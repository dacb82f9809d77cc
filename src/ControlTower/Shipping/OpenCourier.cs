using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ControlTower.Journal;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Shipping;

/// <summary>What Aramex asks for in every call.</summary>
public sealed record CourierAccount(string? User = null, string? Password = null, string? Account = null, string? Pin = null, string? Entity = null)
{
    [JsonIgnore]
    public bool IsEmpty => User is null && Password is null && Account is null && Pin is null && Entity is null;
}

/// <summary>A courier as bookings, doors and jobs need it, its secrets readable.</summary>
/// <param name="Secrets">Prove its events: the one in force, and the former one while the courier is being changed over.</param>
/// <param name="IsOn">False: nothing new is booked with it; what is under way is followed to its end.</param>
public sealed record OpenCourier(
    string Key, CourierKind Kind, string Country, Uri? BaseUrl, string? ApiKey, IReadOnlyList<string> Secrets, CourierAccount Account,
    int PollSeconds, IReadOnlyList<CourierService> Services, CourierConfig Config, bool IsOn, bool IsFixed)
{
    /// <summary>Cash at the door.</summary>
    public bool TakesCod => Config.TakesCod ?? CourierRules.TakesCod(Kind);

    public TimeSpan Deadline => TimeSpan.FromSeconds(Config.DeadlineSeconds);

    /// <summary>As EasyPost keys its signatures: the secret in Unicode's normal form KD.</summary>
    public IEnumerable<byte[]> SignatureKeys => Secrets.Select(secret => Encoding.UTF8.GetBytes(secret.Normalize(NormalizationForm.FormKD)));

    public static IReadOnlyList<CourierService> ServicesOf(string json) => JsonSerializer.Deserialize<List<CourierService>>(json, JournalJson.Options) ?? [];

    public static CourierConfig ConfigOf(string json) => JsonSerializer.Deserialize<CourierConfig>(json, JournalJson.Options) ?? new();
}
