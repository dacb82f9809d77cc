using System.Globalization;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Company;

/// <summary>A warehouse of the demo company.</summary>
/// <param name="Regions">Where it is nearest, by every name under which the channels tell a region: in words, and WooCommerce's and Shopify's codes.</param>
/// <param name="Days">It works on.</param>
/// <param name="Couriers">Whose trucks come in turn, one in every hour, so that a cut-off is never far when somebody looks.</param>
/// <param name="Share">Of the articles it keeps, in hundredths.</param>
public sealed record Site(
    string Key,
    string Name,
    string TimeZone,
    string Country,
    string City,
    IReadOnlyList<string> Regions,
    IReadOnlyList<string> Days,
    (int Opens, int Closes) Hours,
    IReadOnlyList<string> Couriers,
    int Share)
{
    private static readonly string[] s_week = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public static readonly IReadOnlyList<Site> All =
    [
        new("cairo", "Cairo", "Africa/Cairo", "EG", "Cairo",
            ["Cairo", "Giza", "Qalyubia", "Sharqia", "Ismailia", "Suez", "Minya", "Assiut", "Luxor", "Aswan",
                "EGC", "EGGZ", "EGKB", "EGSHR", "EGIS", "EGSUZ", "EGMN", "EGAST", "EGLX", "EGASN", "C", "GZ", "القاهرة", "الجيزة"],
            s_week, (0, 24), ["bosta", "aramex", "easypost"], 100),
        new("alex", "Alexandria", "Africa/Cairo", "EG", "Alexandria",
            ["Alexandria", "Beheira", "Matrouh", "Kafr El Sheikh", "Dakahlia", "Gharbia", "EGALX", "EGBH", "EGMT", "EGKFS", "EGDK", "EGGH", "ALX", "الإسكندرية"],
            s_week, (6, 24), ["bosta"], 62),
        new("riyadh", "Riyadh", "Asia/Riyadh", "SA", "Riyadh",
            ["Riyadh", "Makkah", "Madinah", "Eastern Province", "Qassim", "Asir", "Jeddah", "Dammam", "SA", "الرياض", "جدة"],
            s_week, (0, 24), ["aramex", "own"], 74),
    ];

    /// <summary>A stable answer to "does it keep this?", and how much it has on the first day; 0 where it does not. Kits are never kept.</summary>
    public int OpeningUnits(Article article, int seed)
    {
        var dice = Dice.Of(seed, "opening", Key, article.Sku);
        return article.Kit.Count > 0 ? 0
            : article.IsScarce ? Key == "cairo" ? dice.Between(2, 4) : 0
            : dice.Below(100) < Share ? dice.Between(40, 160)
            : 0;
    }

    /// <summary>"A-03-2": zone, bay, level.</summary>
    public static string BinOf(Article article) => BinOf(article.Shelf, article.Bay);

    public object Body() => new
    {
        key = Key,
        name = Name,
        timeZone = TimeZone,
        country = Country,
        city = City,
        regions = Regions,
        calendar = new { days = Days, opens = Clock(Hours.Opens), closes = Hours.Closes == 24 ? "23:59" : Clock(Hours.Closes) },
        cutoffs = Enumerable.Range(Hours == (0, 24) ? 0 : Hours.Opens + 1, Hours == (0, 24) ? 24 : Hours.Closes - Hours.Opens - 1)
            .Select(hour => new { courier = Couriers[hour % Couriers.Count], at = Clock(hour), processMinutes = 20 }),
        safety = 0,
    };

    /// <summary>One bin for each bay of each category; two categories stand across one aisle.</summary>
    public object BinsBody() => new
    {
        warehouse = Key,
        bins = from shelf in Enumerable.Range(0, Shelf.All.Count)
               from bay in Enumerable.Range(0, BaysOfShelf)
               select new
               {
                   bin = BinOf(shelf, bay),
                   zone = ZoneOf(shelf),
                   aisle = Text(shelf / 2 + 1, "00"),
                   bay = Text(BayOf(shelf, bay), "00"),
                   level = Text(LevelOf(bay), "0"),
                   x = shelf / 2 * 3.5 + shelf % 2 * 1.2,
                   y = 2 + bay * 1.4,
               },
    };

    public const int BaysOfShelf = 5;

    private static string BinOf(int shelf, int bay) =>
        $"{ZoneOf(shelf)}-{Text(BayOf(shelf, bay), "00")}-{Text(LevelOf(bay), "0")}";

    private static string ZoneOf(int shelf) => ((char)('A' + shelf / 3)).ToString();

    /// <summary>Counted through its zone, which has three categories.</summary>
    private static int BayOf(int shelf, int bay) => shelf % 3 * BaysOfShelf + bay + 1;

    private static int LevelOf(int bay) => bay % 3 + 1;

    private static string Text(int number, string format) => number.ToString(format, CultureInfo.InvariantCulture);

    private static string Clock(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00");
}
