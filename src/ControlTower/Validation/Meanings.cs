using System.Globalization;
using ControlTower.Data;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Validation;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Validation;

/// <summary>
/// What stores mean by their words: the SKU by the store's map, by our own code, or by the barcode; the way of shipping by the store's map or
/// by the words that every shop uses.
/// </summary>
internal sealed class Meanings
{
    private static readonly Dictionary<string, ShippingMethod> s_usual = new(StringComparer.OrdinalIgnoreCase)
    {
        ["standard"] = ShippingMethod.Standard, ["express"] = ShippingMethod.Express, ["pickup"] = ShippingMethod.Pickup,
        ["flat_rate"] = ShippingMethod.Standard, ["free_shipping"] = ShippingMethod.Standard, ["local_pickup"] = ShippingMethod.Pickup,
        ["standard shipping"] = ShippingMethod.Standard, ["free shipping"] = ShippingMethod.Standard, ["flat rate"] = ShippingMethod.Standard,
        ["express shipping"] = ShippingMethod.Express, ["local pickup"] = ShippingMethod.Pickup,
    };

    private readonly Dictionary<(string Store, string Asked), string> _aliases;
    private readonly HashSet<string> _skus;
    private readonly Dictionary<string, string> _barcodes;
    private readonly Dictionary<(string Store, string Asked), ShippingMethod> _services;

    private Meanings(
        Dictionary<(string, string), string> aliases, HashSet<string> skus, Dictionary<string, string> barcodes, Dictionary<(string, string), ShippingMethod> services) =>
        (_aliases, _skus, _barcodes, _services) = (aliases, skus, barcodes, services);

    public static async Task<Meanings> LoadAsync(TowerDb db, IReadOnlyList<SalesOrder> orders, CancellationToken cancellationToken)
    {
        var lines = orders.SelectMany(order => order.Lines).ToList();
        var asked = lines.Select(line => line.AskedSku).Distinct().ToList();
        var gtins = lines.Select(line => Gtin.Find(line.Barcode)).OfType<string>().Distinct().ToList();
        var stores = orders.Select(order => order.Store).Distinct().ToList();
        var aliases = await db.SkuAliases.AsNoTracking().Where(alias => stores.Contains(alias.Store) && asked.Contains(alias.AskedSku)).ToListAsync(cancellationToken);
        var skus = await db.Skus.AsNoTracking().Where(item => asked.Contains(item.Sku)).Select(item => item.Sku).ToListAsync(cancellationToken);
        var barcodes = await db.Barcodes.AsNoTracking().Where(barcode => gtins.Contains(barcode.Gtin)).ToListAsync(cancellationToken);
        var services = await db.ServiceAliases.AsNoTracking().Where(alias => stores.Contains(alias.Store)).ToListAsync(cancellationToken);
        return new(
            aliases.ToDictionary(alias => (alias.Store, alias.AskedSku), alias => alias.Sku), [.. skus],
            barcodes.ToDictionary(barcode => barcode.Gtin, barcode => barcode.Sku),
            services.ToDictionary(alias => (alias.Store, alias.Asked), alias => alias.Method));
    }

    /// <summary>Writes the meanings into the order; a line whose stock is promised already keeps what it was promised as.</summary>
    public void Apply(SalesOrder order)
    {
        foreach (var line in order.Lines.Where(line => line.Reserved + line.Picked + line.Packed + line.Shipped == 0 && !order.Accepted.Contains($"SUBSTITUTE:{line.LineNo}")))
        {
            SalesOrder.MapLine(line, SkuOf(order.Store, line));
        }

        order.ShipsBy(MethodOf(order.Store, order.ShippingAsked));
    }

    /// <summary>What validation looks at, once the meanings are written in.</summary>
    public OrderFacts FactsOf(SalesOrder order, string number, int addressScoreMin)
    {
        var contact = order.Contact;
        return new(
            number,
            PhoneReading.Judge(contact.PhoneToCall, contact.Country),
            AddressScore.Judge(new(contact.Line1, contact.Line2, contact.City, contact.Region, contact.Postcode, contact.Country)),
            addressScoreMin,
            [.. order.Lines.Where(line => line.Ordered == 0 || line.Cancelled < line.Ordered).Select(line => FactsOf(order.Store, line))],
            order.ShippingAsked, order.ShippingMethod, order.Payment,
            new(order.Currency, [.. order.Lines.Select(line => line.LineTotalMinor)], order.ShippingMinor, order.FeesMinor, order.TaxMinor, order.DiscountMinor,
                order.PaidOtherwiseMinor, order.TotalMinor),
            order.CounterSale);
    }

    private LineFacts FactsOf(string store, OrderLine line) => new(
        line.LineNo, line.AskedSku, line.Name, line.Sku, _aliases.ContainsKey((store, line.AskedSku)) ? null : BarcodeSku(line), line.AskedUnits,
        line.Ordered > 0 ? line.Ordered : int.TryParse(line.AskedUnits, CultureInfo.InvariantCulture, out var asked) ? asked : null);

    private string? SkuOf(string store, OrderLine line) =>
        _aliases.TryGetValue((store, line.AskedSku), out var mapped) ? mapped
        : _skus.Contains(line.AskedSku) ? line.AskedSku
        : BarcodeSku(line);

    private string? BarcodeSku(OrderLine line) => Gtin.Find(line.Barcode) is { } gtin ? _barcodes.GetValueOrDefault(gtin) : null;

    private ShippingMethod? MethodOf(string store, string? asked) =>
        string.IsNullOrWhiteSpace(asked) ? ShippingMethod.Standard
        : _services.TryGetValue((store, asked), out var mapped) ? mapped
        : s_usual.TryGetValue(asked.Trim(), out var usual) ? usual
        : null;
}
