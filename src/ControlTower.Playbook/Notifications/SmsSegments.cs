using System.Collections.Frozen;

namespace ControlTower.Playbook.Notifications;

/// <summary>How an SMS is cut and charged.</summary>
/// <param name="Units">Septets of GSM-7, or 16-bit units of UCS-2.</param>
/// <param name="IsUnicode">One letter outside GSM-7 makes the whole text UCS-2.</param>
public sealed record SmsSegments(int Segments, int Units, bool IsUnicode)
{
    private const int OneGsm = 160;
    private const int JoinedGsm = 153;
    private const int OneUnicode = 70;
    private const int JoinedUnicode = 67;

    /// <summary>3GPP TS 23.038, default alphabet; letters of its extension table take two septets.</summary>
    private static readonly FrozenSet<char> s_basic =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà".ToFrozenSet();

    private static readonly FrozenSet<char> s_extended = "\f^{}\\[~]|€".ToFrozenSet();

    public static SmsSegments Of(string text)
    {
        var isUnicode = !text.All(letter => s_basic.Contains(letter) || s_extended.Contains(letter));
        if (isUnicode)
        {
            return new(text.Length <= OneUnicode ? 1 : Parts(text, JoinedUnicode, _ => 1, isSurrogateAware: true), text.Length, IsUnicode: true);
        }

        var units = text.Sum(Septets);
        return new(units <= OneGsm ? 1 : Parts(text, JoinedGsm, Septets, isSurrogateAware: false), units, IsUnicode: false);
    }

    private static int Septets(char letter) => s_extended.Contains(letter) ? 2 : 1;

    /// <summary>Neither an escape and its letter nor the halves of an emoji are parted.</summary>
    private static int Parts(string text, int most, Func<char, int> unitsOf, bool isSurrogateAware)
    {
        var (parts, used) = (1, 0);
        for (var at = 0; at < text.Length; at++)
        {
            var isPair = isSurrogateAware && char.IsHighSurrogate(text[at]) && at + 1 < text.Length;
            var units = isPair ? 2 : unitsOf(text[at]);
            if (used + units > most)
            {
                (parts, used) = (parts + 1, 0);
            }

            used += units;
            at += isPair ? 1 : 0;
        }

        return parts;
    }
}
