using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>Where a parcel shall go, as typed at the checkout.</summary>
/// <param name="RegionCode">WooCommerce's state code; null where the country has none.</param>
/// <param name="Region">Governorate or province in words.</param>
public sealed record Address(string? Line1, string? Line2, string? City, string? RegionCode, string? Region, string? Postcode, string Country);

/// <summary>Streets and districts of Egypt and Saudi Arabia as people write them, good enough for a courier to find.</summary>
internal static class Places
{
    private static readonly City[] s_egypt =
    [
        new("Cairo", "EGC", "Cairo",
            ["Nasr City", "Heliopolis", "Maadi", "New Cairo", "Shubra", "Zamalek"],
            ["Abbas El Akkad St", "Makram Ebeid St", "El Hegaz St", "Road 9", "El Tayaran St", "26th of July St"], 11),
        new("القاهرة", "EGC", "القاهرة",
            ["مدينة نصر", "مصر الجديدة", "المعادي", "التجمع الخامس"],
            ["شارع عباس العقاد", "شارع مكرم عبيد", "شارع الحجاز", "شارع الطيران"], 11),
        new("Giza", "EGGZ", "Giza",
            ["Dokki", "Mohandessin", "Haram", "6th of October", "Sheikh Zayed"],
            ["El Tahrir St", "Gameat El Dowal St", "El Haram St", "El Nozha St", "Mourad St"], 12),
        new("الجيزة", "EGGZ", "الجيزة",
            ["الدقي", "المهندسين", "الهرم", "الشيخ زايد"],
            ["شارع التحرير", "شارع جامعة الدول", "شارع الهرم", "شارع مراد"], 12),
        new("Alexandria", "EGALX", "Alexandria",
            ["Smouha", "Sidi Gaber", "Miami", "Stanley", "Gleem"],
            ["Fouad St", "Victor Emmanuel St", "Port Said St", "Abu Qir St", "Syria St"], 21),
        new("Mansoura", "EGDK", "Dakahlia",
            ["El Gomhoria", "Talkha", "Toreil"],
            ["El Gomhoria St", "El Geish St", "Suez Canal St"], 35),
        new("Tanta", "EGGH", "Gharbia",
            ["Said", "El Estad", "Kohafa"],
            ["El Bahr St", "El Nadi St", "Said St"], 31),
        new("Ismailia", "EGIS", "Ismailia",
            ["El Shohada", "El Mahatta El Gadida"],
            ["Sultan Hussein St", "Orabi St"], 41),
    ];

    private static readonly City[] s_saudi =
    [
        new("Riyadh", null, "Riyadh",
            ["Al Olaya", "Al Malqa", "An Nakheel", "Al Yasmin", "Al Murabba"],
            ["King Fahd Rd", "Olaya St", "Prince Turki St", "Anas Ibn Malik Rd", "Tahlia St"], 12),
        new("الرياض", null, "الرياض",
            ["العليا", "الملقا", "النخيل", "الياسمين"],
            ["طريق الملك فهد", "شارع العليا", "طريق أنس بن مالك"], 12),
        new("Jeddah", null, "Makkah",
            ["Al Rawdah", "Al Salamah", "Al Hamra", "Al Shati"],
            ["Prince Sultan St", "Palestine St", "Sari St", "Madinah Rd"], 23),
        new("جدة", null, "مكة المكرمة",
            ["الروضة", "السلامة", "الحمراء"],
            ["شارع الأمير سلطان", "شارع فلسطين", "شارع صاري"], 23),
        new("Dammam", null, "Eastern Province",
            ["Al Faisaliyah", "Al Shatea", "Al Mazruiyah"],
            ["King Saud St", "Prince Mohammed St", "1st St"], 32),
    ];

    public static Address In(string country, Dice dice)
    {
        var city = dice.Pick(country == "SA" ? s_saudi : s_egypt);
        var (street, district, house) = (dice.Pick(city.Streets), dice.Pick(city.Districts), dice.Between(1, 180));
        var (floor, flat) = (dice.Between(1, 9), dice.Between(1, 24));
        var isArabic = city.Name[0] > 'z';
        return country == "SA"
            ? new Address(
                isArabic ? $"{dice.Between(2_000, 8_999)} {street}، حي {district}" : $"{dice.Between(2_000, 8_999)} {street}, {district} District",
                isArabic ? $"شقة {flat}" : $"Apartment {flat}",
                city.Name, city.RegionCode, city.Region, $"{city.PostcodeHead}{dice.Digits(3)}", country)
            : new Address(
                isArabic ? $"{house} {street}، {district}" : $"{house} {street}, {district}",
                isArabic ? $"الدور {floor}، شقة {flat}" : $"Floor {floor}, Flat {flat}",
                city.Name, city.RegionCode, city.Region, $"{city.PostcodeHead}{dice.Digits(3)}", country);
    }

    /// <summary>What somebody writes who has always been found: a landmark, and no street, house or district.</summary>
    public static Address Vague(Address real, Dice dice)
    {
        var isArabic = real.City?[0] > 'z';
        string[] landmarks = isArabic
            ? ["بجوار المسجد الكبير", "خلف الصيدلية", "أمام محطة البنزين"]
            : ["beside the big mosque", "behind the pharmacy", "after the bridge, ask for the doorman", "near the school"];
        return real with { Line1 = dice.Pick(landmarks), Line2 = null, Postcode = null, City = dice.Chance(0.4) ? null : real.City };
    }

    private sealed record City(string Name, string? RegionCode, string Region, string[] Districts, string[] Streets, int PostcodeHead);
}
