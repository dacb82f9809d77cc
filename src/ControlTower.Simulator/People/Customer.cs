using System.Globalization;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>Somebody who buys: a made-up first name and an initial, with a phone and a home. The same number is the same person.</summary>
/// <param name="Phone">As the person would dial it, or with the country's code.</param>
public sealed record Customer(string First, string Initial, string Email, string Phone, Address Home)
{
    private const int PeopleMax = 6_000; // of each country: some buy again, few so often that it looks like fraud

    private static readonly string[] s_egyptians =
        [
            "Mariam", "Omar", "Nour", "Youssef", "Salma", "Karim", "Hana", "Tarek",
            "Laila", "Mostafa", "Farida", "Amr",
            "مريم", "أحمد", "نورهان", "يوسف", "هبة", "محمود", "سارة", "كريم",
        ];

    private static readonly string[] s_saudis =
        [
            "Abdullah", "Noura", "Faisal", "Reem", "Khalid", "Hessa", "Saud", "Lama", "Turki", "Dana",
            "عبدالله", "نورة", "فيصل", "ريم", "خالد", "لمى", "سعود", "هيا",
        ];

    private static readonly string[] s_initials = ["A.", "B.", "F.", "G.", "H.", "K.", "M.", "N.", "R.", "S.", "T.", "Z."];
    private static readonly string[] s_arabicInitials = ["أ.", "ب.", "ح.", "ر.", "س.", "ع.", "م.", "ن."];

    public string Name => $"{First} {Initial}";

    public static Customer Of(string country, int seed, Dice whose)
    {
        var number = whose.Below(PeopleMax).ToString(CultureInfo.InvariantCulture);
        var dice = Dice.Of(seed, "customer", country, number);
        var first = dice.Pick(country == "SA" ? s_saudis : s_egyptians);
        var initial = dice.Pick(first[0] > 'z' ? s_arabicInitials : s_initials);
        return new Customer(first, initial, $"customer{number}.{country.ToLowerInvariant()}@example.com", Phones.Mobile(country, dice), Places.In(country, dice));
    }
}

/// <summary>Mobile numbers as customers type them.</summary>
internal static class Phones
{
    public static string Mobile(string country, Dice dice)
    {
        string[] heads = country == "SA" ? ["50", "53", "54", "55", "56", "58", "59"] : ["10", "11", "12", "15"];
        var (head, rest) = (dice.Pick(heads), dice.Digits(country == "SA" ? 7 : 8));
        return (country, dice.Below(4)) switch
        {
            ("SA", 0) => $"+966 {head} {rest[..3]} {rest[3..]}",
            ("SA", _) => $"0{head}{rest}",
            (_, 0) => $"+20 {head} {rest[..4]} {rest[4..]}",
            _ => $"0{head}{rest}",
        };
    }

    /// <summary>Slips of a thumb: digits missing, one too many, a wrong network, a word.</summary>
    public static string Mistyped(string phone, Dice dice)
    {
        var digits = string.Concat(phone.Where(char.IsAsciiDigit));
        return dice.Below(4) switch
        {
            0 => digits[..6],
            1 => digits + "77",
            2 => "0" + digits[^6..],
            _ => "call me on WhatsApp",
        };
    }
}
