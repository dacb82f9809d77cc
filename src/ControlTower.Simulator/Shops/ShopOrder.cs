using System.Globalization;
using System.Text.Json.Serialization;
using ControlTower.Simulator.Mishaps;
using ControlTower.Simulator.People;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Shops;

public enum ShopOrderState { Open, Completed, Cancelled }

/// <summary>How the customer means to pay. <see cref="Transfer"/> comes later or never; <see cref="Counter"/> was paid on the spot.</summary>
public enum PayBy { Cod, Card, Transfer, Counter }

/// <summary>What the customer will do next by themselves.</summary>
public enum Will { Pay, Cancel, AddNote }

/// <summary>An order as its shop keeps it: the newest version. What the tower is told is rendered from it.</summary>
/// <param name="Version">1 at creation, one more at each change.</param>
/// <param name="UpdatedAt">The shop's own time of this version: whole seconds, and later than the version before.</param>
/// <param name="Phone">As typed; the buyer's real one may differ.</param>
/// <param name="ShipTo">As typed; the buyer's home may differ.</param>
/// <param name="Intends">What the customer does <paramref name="After"/> the purchase, in minutes of life; null: nothing, or it is done.</param>
/// <param name="TowerNumber">The tower's number, where its answer told one.</param>
public sealed record ShopOrder(
    string Store,
    long Id,
    int Version,
    DateTimeOffset PlacedAt,
    DateTimeOffset UpdatedAt,
    ShopOrderState State,
    PayBy PayBy,
    DateTimeOffset? PaidAt,
    DateTimeOffset? CancelledAt,
    Customer Buyer,
    string? Phone,
    string? Email,
    Address ShipTo,
    string ShippingMethod,
    decimal ShippingPrice,
    decimal Fee,
    IReadOnlyList<ShopLine> Lines,
    string? Note,
    Will? Intends,
    double After,
    Mishap? Mishap,
    string? TowerNumber = null)
{
    [JsonIgnore]
    public Store Shop => World.Store.Find(Store) ?? throw new InvalidOperationException($"No store is called {Store}.");

    /// <summary>The id under which the tower knows it.</summary>
    [JsonIgnore]
    public string ExternalId => Shop.Prefix + Id.ToString(CultureInfo.InvariantCulture);

    [JsonIgnore]
    public decimal LinesTotal => Lines.Sum(line => line.Price * line.Units);

    [JsonIgnore]
    public decimal Total => LinesTotal + ShippingPrice + Fee;
}

/// <param name="Sku">As the shop spells it.</param>
/// <param name="RealSku">The article that is meant.</param>
public sealed record ShopLine(string Sku, string RealSku, string Name, int Units, decimal Price, long ProductId, long VariantId, int WeightGrams);
