using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Validation;

/// <summary>
/// Whether the street lines name a place that one can drive to. "Next to the mosque" helps whoever is there already, so what follows
/// such words does not count; what is left must name a street or a building, and a number.
/// </summary>
internal static partial class AddressLineRules
{
    private const int HouseDigitsMax = 6; // more is a telephone
    private const int LettersMin = 5;     // in countries whose habits we don't know

    private static readonly string[][] s_landmarks =
    [
        ["next", "to"], ["in", "front", "of"], ["across", "from"], ["close", "to"], ["near"], ["nearby"], ["behind"], ["beside"], ["besides"], ["opposite"],
        ["opp"], ["by", "the"], ["around"], ["بجوار"], ["بجانب"], ["جنب"], ["جمب"], ["امام"], ["قدام"], ["قصاد"], ["خلف"], ["ورا"], ["وراء"], ["مقابل"],
        ["قرب"], ["قريب"], ["بالقرب"], ["عند"],
    ];

    private static readonly FrozenSet<string> s_roads =
        ["street", "st", "road", "rd", "highway", "hwy", "route", "avenue", "ave", "lane", "drive", "شارع", "الشارع", "ش", "طريق", "الطريق"];

    private static readonly FrozenSet<string> s_buildings =
    [
        "building", "bldg", "tower", "mall", "villa", "hospital", "hotel", "university", "school", "compound", "plaza", "company", "block", "عماره", "عمارات",
        "مبني", "برج", "مول", "فيلا", "مستشفي", "فندق", "جامعه", "مدرسه", "كمبوند", "شركه", "بلوك", "قطعه",
    ];

    /// <summary>Words that people write where they have nothing to say.</summary>
    private static readonly FrozenSet<string> s_fillers =
    [
        "the", "of", "in", "on", "at", "and", "my", "our", "me", "you", "home", "house", "call", "when", "before", "arrive", "arrival", "same", "address", "known",
        "well", "here", "there", "place", "work", "office", "na", "none", "test", "please", "phone", "ask", "for",
        "البيت", "المنزل", "بيتي", "بيت", "منزل", "اتصل", "اتصلوا", "كلمني", "الوصول", "العنوان", "نفس", "معروف", "هنا", "في", "من", "علي", "الشغل", "العمل", "الرئيسي",
    ];

    private static readonly FrozenSet<string> s_months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
        "يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر", "رمضان",
    ];

    private static readonly FrozenSet<string> s_numberWords = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static IEnumerable<AddressReason> Judge(AddressParts address, string? country)
    {
        var text = string.Join(", ", new[] { address.Line1, address.Line2 }.Where(line => !string.IsNullOrWhiteSpace(line)));
        if (text.Length == 0)
        {
            return [new(AddressFault.LineMissing, 70)];
        }

        var gazetteer = Gazetteer.Of(country);
        if (country == "SA" && SaudiShortAddress().IsMatch(TextFolding.Fold(text)))
        {
            return []; // the national short address alone leads to the door
        }

        var isVague = false;
        var words = new List<string>();
        foreach (var segment in Segments(text).Where(segment => !IsPlace(segment, address, gazetteer)))
        {
            var spoken = TextFolding.Words(segment);
            var kept = WithoutLandmarks(spoken);
            isVague |= kept.Count < spoken.Length;
            words.AddRange(kept);
        }

        return gazetteer is null ? JudgeAnywhere(text, words, isVague) : JudgeWords(text, words, isVague);
    }

    /// <summary>What stands between commas, for rules that look at one thing at a time.</summary>
    internal static IEnumerable<string> Segments(string? text) =>
        SegmentEnds().Split(text ?? "").Where(segment => !string.IsNullOrWhiteSpace(segment));

    private static IEnumerable<AddressReason> JudgeWords(string text, List<string> words, bool isVague)
    {
        var telling = words.Where(word => !s_fillers.Contains(word) && !s_roads.Contains(word) && !s_buildings.Contains(word) && !IsTelephone(word)).ToList();
        if (telling.Count == 0)
        {
            return [new(isVague || words.Exists(s_fillers.Contains) ? AddressFault.LineVague : AddressFault.LineTooShort, 50, text)];
        }

        if (!HasHouseNumber(words))
        {
            return isVague ? [new(AddressFault.LineVague, 50, text)]
                : [new(AddressFault.NumberMissing, words.Exists(s_buildings.Contains) && telling.Count > 1 ? 15 : 45, text)];
        }

        return telling.Count < 2 ? [new(AddressFault.LineTooShort, 45, text)] : [];
    }

    private static IEnumerable<AddressReason> JudgeAnywhere(string text, List<string> words, bool isVague)
    {
        if (isVague && !words.Exists(word => char.IsDigit(word[0])))
        {
            return [new(AddressFault.LineVague, 50, text)];
        }

        return text.Count(char.IsLetterOrDigit) < LettersMin ? [new(AddressFault.LineTooShort, 45, text)] : [];
    }

    /// <summary>The city written once more says nothing about the street.</summary>
    private static bool IsPlace(string segment, AddressParts address, Gazetteer? gazetteer)
    {
        var key = Gazetteer.Key(segment);
        return key.Length == 0 || key == Gazetteer.Key(address.City) || key == Gazetteer.Key(address.Region) || gazetteer?.RegionsOf(segment).Count > 0;
    }

    /// <summary>From "next to" on words are dropped, until a building is named after all.</summary>
    private static List<string> WithoutLandmarks(string[] words)
    {
        var (kept, isDropping) = (new List<string>(), false);
        for (var at = 0; at < words.Length; at++)
        {
            isDropping = (isDropping && !(s_buildings.Contains(words[at]) && at + 1 < words.Length && char.IsDigit(words[at + 1][0])))
                || s_landmarks.Any(landmark => words.AsSpan(at).StartsWith(landmark));
            if (!isDropping)
            {
                kept.Add(words[at]);
            }
        }

        return kept;
    }

    private static bool HasHouseNumber(List<string> words) =>
        words.Count > 0 && (s_numberWords.Contains(words[0]) || words.Select((word, at) => (word, at)).Any(one =>
            HouseNumber().IsMatch(one.word)
            && !IsTheRoadsOwn(words, one.at)
            && (one.at + 1 == words.Count || !s_months.Contains(words[one.at + 1]))));

    /// <summary>"Street 9" and "شارع ٩" are called so; "Chestnut Street 92" is a door in a street that has a name.</summary>
    private static bool IsTheRoadsOwn(List<string> words, int at) =>
        at > 0 && s_roads.Contains(words[at - 1])
        && (!char.IsAscii(words[at - 1][0]) || at == 1 || char.IsDigit(words[at - 2][0]) || s_fillers.Contains(words[at - 2]));

    private static bool IsTelephone(string word) => word.Length > HouseDigitsMax && word.All(char.IsDigit);

    /// <summary>"12", "12b", "15شارع"; not "5th", which is a street's.</summary>
    [GeneratedRegex(@"^\d{1,6}(?!\d)(?!(st|nd|rd|th)$)")]
    private static partial Regex HouseNumber();

    [GeneratedRegex(@"\b[a-z]{4}\s?\d{4}\b")]
    private static partial Regex SaudiShortAddress();

    [GeneratedRegex(@"[,،;؛\r\n]|\s[-–—]\s")]
    private static partial Regex SegmentEnds();
}
