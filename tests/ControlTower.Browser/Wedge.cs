using System.Text.Json;
using Microsoft.Playwright;

namespace ControlTower.Browser;

/// <summary>A scanner that types: real key events of the browser, eight milliseconds apart by their own clock, Enter at the end.</summary>
internal sealed class Wedge
{
    private const double BetweenKeysSeconds = .008;

    /// <summary>What the letters A to Z yield where the system's keyboard is Arabic; the keys' places stay those of a US keyboard.</summary>
    private const string ArabicKeys = "شلاؤيثبلاهتنمىةحضقسفعرصءغئ";

    private readonly ICDPSession _line;

    private Wedge(ICDPSession line) => _line = line;

    public static async Task<Wedge> OfAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <param name="isArabic">The system's keyboard layout is Arabic.</param>
    /// <param name="pauseBefore">The radio stutters for half a second before this letter; null: it does not.</param>
    public async Task ScanAsync(string text, bool isArabic = false, int? pauseBefore = null)
    {
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        List<Task> keys = [];
        foreach (var (letter, place) in text.Select((letter, place) => (letter, place)).Append(('\r', text.Length)))
        {
            at += place == pauseBefore ? .5 : BetweenKeysSeconds;
            var code = CodeOf(letter);
            var key = letter == '\r' ? "Enter" : isArabic && char.IsAsciiLetter(letter) ? ArabicKeys[char.ToUpperInvariant(letter) - 'A'].ToString() : letter.ToString();
            keys.Add(SendAsync("keyDown", key, code, char.IsAsciiLetterUpper(letter), at));
            keys.Add(SendAsync("keyUp", key, code, char.IsAsciiLetterUpper(letter), at));
        }

        await Task.WhenAll(keys);
    }

    private Task<JsonElement?> SendAsync(string type, string key, string code, bool isShifted, double at) => _line.SendAsync("Input.dispatchKeyEvent", new Dictionary<string, object>
    {
        ["type"] = type, ["key"] = key, ["code"] = code, ["modifiers"] = isShifted ? 8 : 0, ["timestamp"] = at,
        ["text"] = type == "keyUp" ? "" : key == "Enter" ? "\r" : key, ["windowsVirtualKeyCode"] = key == "Enter" ? 13 : 0,
    });

    private static string CodeOf(char letter) => letter switch
    {
        '\r' => "Enter",
        '-' => "Minus",
        >= '0' and <= '9' => $"Digit{letter}",
        _ when char.IsAsciiLetter(letter) => $"Key{char.ToUpperInvariant(letter)}",
        _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "This scanner types letters, digits and dashes."),
    };
}
