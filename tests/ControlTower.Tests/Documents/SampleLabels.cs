using ControlTower.Playbook.Documents;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.Documents;

internal static class SampleLabels
{
    public static ParcelLabel English { get; } = new(
        new("Cairo warehouse", ["10th of Ramadan, EG"], "+20225551234"),
        new("Mona S.", ["12 Tahrir Street, flat 4, third floor next to the old post office", "Dokki, Giza 12311", "EG"], "01001234567"),
        "EasyPost USPS", "Priority", "9400100110368046533312", "062210330000123458", "CT-100042", null, 1, 2, 640, new(2026, 11, 24), "Cairo warehouse, 10th of Ramadan, EG");

    public static ParcelLabel Arabic { get; } = English with
    {
        Receiver = new("منى س.", ["١٢ شارع التحرير، شقة 4، الدور الثالث بجوار مسجد النور", "الدقي، الجيزة 12311"], "01001234567"),
        Courier = "bosta", Service = null, Tracking = "BO-7234258", CashDue = new Money(1_350_50, "EGP"), Piece = 2, WeightGrams = null,
    };

    public static TheoryData<string> Languages => ["en", "ar"];

    public static ParcelLabel In(string language) => language == "ar" ? Arabic : English;
}
