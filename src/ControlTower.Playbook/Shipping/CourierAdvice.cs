namespace ControlTower.Playbook.Shipping;

/// <summary>What helps where a courier refuses: found by the words that it uses.</summary>
public static class CourierAdvice
{
    private static readonly (string Advice, string[] Words)[] s_signs =
    [
        ("account", ["username", "password", "unauthor", "api key", "apikey", "credential", "accountnumber", "account number", "forbidden", "not active"]),
        ("phone", ["phone", "mobile", "cellphone", "هاتف"]),
        ("cash", ["cod", "cash"]),
        ("address", ["address", "district", "city", "zone", "zip", "post code", "postcode", "postal", "street", "state", "line1", "firstline", "country", "المنطقة", "العنوان"]),
        ("weight", ["weight", "dimension", "oversize", "length", "size"]),
        ("rate", ["rate", "service", "product"]),
    ];

    /// <returns><c>account</c>, <c>phone</c>, <c>cash</c>, <c>address</c>, <c>weight</c>, <c>rate</c>, or <c>other</c>.</returns>
    public static string For(string words) =>
        s_signs.FirstOrDefault(sign => sign.Words.Any(word => words.Contains(word, StringComparison.OrdinalIgnoreCase))).Advice ?? "other";
}
