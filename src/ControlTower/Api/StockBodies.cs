using System.Globalization;
using System.Text.Json;
using ControlTower.Inventory;
using ControlTower.Journal;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Schedule;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Api;

public sealed record StockBody(
    string Sku, string Name, string Category, IReadOnlyList<BarcodeUnits> Barcodes, int? WeightGrams, IReadOnlyList<int>? DimensionsMm, MoneyBody? Price,
    string? Image, IReadOnlyList<StockUnits>? Kit, IReadOnlyList<ShelfBody> Warehouses, int Backordered)
{
    /// <param name="sees">Warehouses that are the asker's business.</param>
    public static StockBody Of(StockOfSku stock, Func<string, bool> sees) => new(
        stock.Item.Sku, stock.Item.Name, stock.Item.Category, [.. stock.Barcodes.Select(barcode => new BarcodeUnits(barcode.Gtin, barcode.Units))],
        stock.Item.WeightGrams, stock.Item.LengthMm is { } length ? [length, stock.Item.WidthMm ?? 0, stock.Item.HeightMm ?? 0] : null,
        stock.Item is { PriceMinor: { } minor, Currency: { } currency } ? MoneyBody.Of(new Money(minor, currency)) : null,
        stock.Item.Image is { } own ? StockFileEndpoints.PathOf(own) : stock.Item.ImageUrl, stock.Item.IsKit ? [.. stock.Kit.Select(part => new StockUnits(part.Component, part.Units))] : null,
        [.. stock.Shelves.Where(shelf => sees(shelf.Warehouse)).Select(shelf => ShelfBody.Of(shelf, stock.Bins))], stock.Backordered);
}

public sealed record ShelfBody(string Warehouse, int OnHand, int Unsellable, int Reserved, int Safety, int Available, IReadOnlyList<BinUnits> Bins)
{
    public static ShelfBody Of(StockLine shelf, IEnumerable<BinStock> bins) => new(
        shelf.Warehouse, shelf.OnHand, shelf.Unsellable, shelf.Reserved, shelf.Safety, shelf.Available,
        [.. bins.Where(bin => bin.Warehouse == shelf.Warehouse).Select(bin => new BinUnits(bin.Bin, bin.Units))]);
}

public sealed record BinUnits(string Bin, int Units);

public sealed record CalendarBody(IReadOnlyList<string> Days, string Opens, string Closes, IReadOnlyList<DateOnly>? Holidays = null);

public sealed record CutOffBody(string Courier, string At, int ProcessMinutes = 0);

/// <summary>A warehouse as it is sent and shown.</summary>
public sealed record WarehouseBody(
    string Key, string Name, string TimeZone, string Country, string City, CalendarBody Calendar, IReadOnlyList<string>? Regions = null,
    IReadOnlyList<CutOffBody>? Cutoffs = null, int Safety = 0, bool? IsOn = null, int? CalendarVersion = null)
{
    public static WarehouseBody Of(WarehouseNow now) => new(
        now.Site.Key, now.Site.Name, now.Site.TimeZone, now.Site.Country, now.Site.City,
        new([.. now.Calendar.Days], Clock(now.Calendar.Opens), Clock(now.Calendar.Closes), now.Calendar.Holidays),
        now.Site.Regions,
        [.. (JsonSerializer.Deserialize<List<CutOff>>(now.Calendar.Cutoffs, JournalJson.Options) ?? []).Select(cutOff => new CutOffBody(cutOff.Courier, Clock(cutOff.At), cutOff.ProcessMinutes))],
        now.Site.Safety, now.Site.IsOn, now.Site.Calendar);

    /// <summary>"09:00"; midnight at the end of a day may be written 24:00.</summary>
    /// <returns>Null where it is no time of day.</returns>
    public static TimeOnly? Time(string text) =>
        text == "24:00" ? TimeOnly.MinValue
        : TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static string Clock(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
