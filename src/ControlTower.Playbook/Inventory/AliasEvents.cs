using System.Text.Json.Serialization;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Inventory;

/// <summary>Somebody said which of our SKUs a store means by its word.</summary>
public sealed record SkuMapped(string Store, string AskedSku, string Sku) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Sku(Sku);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}

/// <summary>Somebody said which of our ways of shipping a store means by its word.</summary>
public sealed record ServiceMapped(string Store, string Asked, ShippingMethod Method) : IJournaled
{
    [JsonIgnore]
    public string Subject => JournalKeys.Store(Store);

    [JsonIgnore]
    public IReadOnlyList<string> Keys => [Subject];
}
