using ControlTower.Playbook.Access;
using ControlTower.Tests.Api;
using ControlTower.Tests.Ground;

namespace ControlTower.Tests.Shipping;

/// <summary>A running tower with couriers beside it, and packed parcels for the asking.</summary>
internal sealed class ShippingTower : IAsyncDisposable
{
    private readonly OrderTower _orders;

    private ShippingTower(CarrierServer couriers, OrderTower orders, HttpClient desk) => (Couriers, _orders, Desk) = (couriers, orders, desk);

    public CarrierServer Couriers { get; }

    public TowerHost Host => _orders.Host;

    /// <summary>The shipping coordinator.</summary>
    public HttpClient Desk { get; }

    /// <param name="keys">Couriers that are in the settings.</param>
    public static async Task<ShippingTower> StartAsync(params string[] keys)
    {
        var couriers = await CarrierServer.StartAsync();
        var orders = new OrderTower { More = couriers.Settings(keys) };
        await orders.InitializeAsync();
        return new(couriers, orders, await orders.Host.AsAsync(Role.ShippingCoordinator));
    }

    /// <summary>An order on which the bench has finished.</summary>
    public async Task<PackedParcel> PackedAsync(bool isCod = false, bool isSealed = true, int units = 2)
    {
        var number = await _orders.SettledAsync(isCod ? _orders.Order(units: units) : _orders.Order(units: units, method: "prepaid", paid: true));
        var id = (Guid)(await Host.Database.AdminAsync($"select id from sales_order where number = {number.Split('-')[1]}"))!;
        return new(number, id, (await PackedOrders.PackAsync(Host.Services, id, isSealed))[0]);
    }

    public Task<Answer> BookAsync(string sscc, object? wish = null, Guid? key = null) => OrderTower.PostAsync(Desk, $"shipping/{sscc}/book", wish ?? new { }, key);

    public async Task<string> TextAsync(string sql) => (await Host.Database.AdminAsync(sql))?.ToString() ?? "";

    public Task<string> StateOfAsync(string sscc) => TextAsync($"select state from parcel where sscc = '{sscc}'");

    /// <summary>The case about this parcel that is open; empty: none.</summary>
    public Task<string> CaseOfAsync(string sscc) =>
        TextAsync($"select id from exception_case where subject_id = '{sscc}' and state <> 'resolved'");

    public async ValueTask DisposeAsync()
    {
        await _orders.DisposeAsync();
        await Couriers.DisposeAsync();
    }
}

internal sealed record PackedParcel(string Number, Guid Order, string Sscc);
