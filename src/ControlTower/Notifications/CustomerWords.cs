using System.Collections.Frozen;
using System.Globalization;
using ControlTower.Playbook.Notifications;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Notifications;

/// <summary>Words that go into customers' texts, in their language: polite, and without a word of the warehouse.</summary>
internal static class CustomerWords
{
    private static readonly CultureInfo s_english = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo s_arabic = CultureInfo.GetCultureInfo("ar-EG");

    private static readonly FrozenDictionary<(string Key, string Language), string> s_words = new Dictionary<(string, string), string>
    {
        [("cause.customer", "en")] = "as you wished", [("cause.customer", "ar")] = "بناءً على طلبك",
        [("cause.seller", "en")] = "we cannot fulfil it", [("cause.seller", "ar")] = "تعذّر علينا تنفيذه",
        [("cause.stock", "en")] = "what you ordered is sold out", [("cause.stock", "ar")] = "نفد ما طلبتَه",
        [("cause.fraud", "en")] = "we could not verify it", [("cause.fraud", "ar")] = "تعذّر علينا التحقق منه",
        [("cause.codUnconfirmed", "en")] = "it was not confirmed in time", [("cause.codUnconfirmed", "ar")] = "لم يُؤكَّد في الوقت المحدد",
        [("cause.duplicate", "en")] = "you had ordered it twice", [("cause.duplicate", "ar")] = "كان الطلب مكررًا",
        [("asks.ADDR_INVALID", "en")] = "please write us your full address, with street, building and a landmark.",
        [("asks.ADDR_INVALID", "ar")] = "نرجو إرسال العنوان كاملًا: الشارع ورقم المبنى وعلامة مميزة.",
        [("asks.PHONE_INVALID", "en")] = "please write us a phone number at which the courier reaches you.",
        [("asks.PHONE_INVALID", "ar")] = "نرجو إرسال رقم هاتف يصل إليك عليه المندوب.",
        [("asks.PAY_MISMATCH", "en")] = "the payment does not match the total; please write us how you paid.",
        [("asks.PAY_MISMATCH", "ar")] = "المبلغ المدفوع لا يطابق الإجمالي؛ نرجو أن تخبرنا كيف دفعت.",
        [("asks", "en")] = "please get in touch with us.", [("asks", "ar")] = "نرجو التواصل معنا.",
    }.ToFrozenDictionary();

    public static string Cause(CancelCause cause, string language) => Find("cause." + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(cause.ToString()), language);

    /// <param name="code">Of the case that the question is about.</param>
    public static string Asks(string code, string language) => s_words.TryGetValue(("asks." + code, language), out var asks) ? asks : Find("asks", language);

    /// <summary>"Wednesday 25 November, 18:00".</summary>
    public static string Time(DateTimeOffset at, TimeZoneInfo zone, string language) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(language == CustomerPlace.Arabic ? "dddd d MMMM، HH:mm" : "dddd d MMMM, HH:mm", language == CustomerPlace.Arabic ? s_arabic : s_english);

    /// <summary>"285.00 EGP"; in Arabic it stays in this order.</summary>
    public static string Sum(Money money, string language)
    {
        var sum = $"{money.Amount.ToString("N" + Money.DigitsOf(money.Currency).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {money.Currency}";
        return language == CustomerPlace.Arabic ? $"\u2066{sum}\u2069" : sum;
    }

    private static string Find(string key, string language) => s_words.GetValueOrDefault((key, language)) ?? s_words[(key, CustomerPlace.English)];
}
