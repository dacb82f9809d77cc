using System.Collections.Frozen;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Intake.Channels.Csv;

/// <summary>Words that people write into cells, in English and Arabic.</summary>
internal static class CsvWords
{
    public static readonly FrozenDictionary<string, PaymentMethod> Methods = new Dictionary<string, PaymentMethod>
    {
        ["cod"] = PaymentMethod.Cod,
        ["prepaid"] = PaymentMethod.Prepaid,
        ["card"] = PaymentMethod.Card,
        ["cash"] = PaymentMethod.Cash,
        ["الدفع عند الاستلام"] = PaymentMethod.Cod,
        ["عند الاستلام"] = PaymentMethod.Cod,
        ["مدفوع مسبقا"] = PaymentMethod.Prepaid,
        ["بطاقة"] = PaymentMethod.Card,
        ["فيزا"] = PaymentMethod.Card,
        ["نقدا"] = PaymentMethod.Cash,
        ["نقدي"] = PaymentMethod.Cash,
        ["كاش"] = PaymentMethod.Cash,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static readonly FrozenDictionary<string, bool> YesNo = new Dictionary<string, bool>
    {
        ["y"] = true, ["yes"] = true, ["true"] = true, ["1"] = true, ["نعم"] = true,
        ["n"] = false, ["no"] = false, ["false"] = false, ["0"] = false, ["لا"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> s_countries = new Dictionary<string, string>
    {
        ["Egypt"] = "EG", ["مصر"] = "EG",
        ["Saudi Arabia"] = "SA", ["KSA"] = "SA", ["السعودية"] = "SA", ["المملكة العربية السعودية"] = "SA",
        ["United Arab Emirates"] = "AE", ["UAE"] = "AE", ["الإمارات"] = "AE", ["الامارات"] = "AE",
        ["Kuwait"] = "KW", ["الكويت"] = "KW",
        ["Jordan"] = "JO", ["الأردن"] = "JO", ["الاردن"] = "JO",
        ["Bahrain"] = "BH", ["البحرين"] = "BH",
        ["Oman"] = "OM", ["عمان"] = "OM",
        ["Qatar"] = "QA", ["قطر"] = "QA",
        ["United Kingdom"] = "GB",
        ["United States"] = "US", ["USA"] = "US",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>ISO 3166 alpha-2; null where it is neither two letters nor a name that we know.</returns>
    public static string? Country(string text) =>
        text.Length == 2 && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant() : s_countries.GetValueOrDefault(text);
}
