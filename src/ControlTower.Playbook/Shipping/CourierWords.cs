using System.Text.RegularExpressions;
using ControlTower.Playbook.Orders;

namespace ControlTower.Playbook.Shipping;

/// <summary>A courier's words, fit to be kept: what they repeat of the customer is taken out.</summary>
public static partial class CourierWords
{
    private const string Hidden = "…";
    private const int PartCharsMin = 4;

    public static string Without(OrderContact contact, string words)
    {
        string?[] personal = [contact.ShipName, contact.Name, contact.ShipPhone, contact.Phone, contact.PhoneE164, contact.Email, contact.Line1, contact.Line2];
        foreach (var part in personal.OfType<string>().Where(part => part.Trim().Length >= PartCharsMin).OrderByDescending(part => part.Length))
        {
            words = words.Replace(part.Trim(), Hidden, StringComparison.OrdinalIgnoreCase);
        }

        return LongNumber().Replace(MailAddress().Replace(words, Hidden), Hidden);
    }

    [GeneratedRegex(@"[^\s@]+@[^\s@]+\.[^\s@]+")]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"\+?\d[\d\s-]{6,}\d")]
    private static partial Regex LongNumber();
}
