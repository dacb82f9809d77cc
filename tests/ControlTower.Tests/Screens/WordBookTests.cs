using System.Text.RegularExpressions;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Screens.Parts;
using ControlTower.Screens.Words;

namespace ControlTower.Tests.Screens;

public sealed partial class WordBookTests
{
    private static readonly WordBook s_book = new();

    private static readonly Type[] s_spoken =
    [
        typeof(Stage), typeof(Headline), typeof(PaymentState), typeof(PaymentMethod), typeof(HoldType), typeof(ExceptionCode), typeof(Channel),
        typeof(Severity), typeof(CaseState), typeof(Role), typeof(CancelCause), typeof(GroupState), typeof(ParcelState), typeof(ShippingMethod),
        typeof(PartialPolicy), typeof(CodConfirmPolicy), typeof(AdjustReason), typeof(MovementKind), typeof(InboundState), typeof(ConveyorStep),
        typeof(FloorState), typeof(CaseAction), typeof(CaseSubject),
    ];

    [Fact]
    public void Both_languages_say_the_same_things()
    {
        var (english, arabic) = (s_book.In("en"), s_book.In("ar"));
        Assert.Equal(english.Keys.Select(key => Family(key, english)).Distinct().Order(), arabic.Keys.Select(key => Family(key, arabic)).Distinct().Order());
    }

    [Theory, InlineData("en"), InlineData("ar")]
    public void A_word_that_counts_has_every_form_of_its_language(string language)
    {
        var words = s_book.In(language);
        var forms = language == "ar" ? PluralForms.Arabic : PluralForms.English;
        var missing = words.Keys.Where(key => Counts(key, words)).Select(key => key[..key.LastIndexOf('.')]).Distinct()
            .SelectMany(key => forms.Select(form => $"{key}.{form}")).Where(key => !words.ContainsKey(key));
        Assert.Empty(missing);
    }

    [Fact]
    public void Arabic_holds_no_Latin_letter_outside_its_placeholders() =>
        Assert.Empty(s_book.In("ar").Where(pair => Latin().IsMatch(Placeholder().Replace(pair.Value, ""))).Select(pair => pair.Key));

    [Fact]
    public void Both_languages_take_the_same_placeholders()
    {
        var (english, arabic) = (s_book.In("en"), s_book.In("ar"));
        var unequal = english.Where(pair => !Counts(pair.Key, english) && Holes(pair.Value) != Holes(arabic[pair.Key])).Select(pair => pair.Key);
        Assert.Empty(unequal);
    }

    [Theory, InlineData("en"), InlineData("ar")]
    public void Everything_that_has_a_name_in_the_playbook_has_a_word(string language)
    {
        var words = s_book.In(language);
        var missing = s_spoken.SelectMany(type => Enum.GetNames(type).Select(name => $"{Camel(type.Name)}.{Camel(name)}")).Where(key => !words.ContainsKey(key));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_word_that_a_screen_asks_for_is_written()
    {
        var words = s_book.In("en");
        var asked = SourceFiles.Of("src/ControlTower/Screens", "*.razor", "*.cs")
            .SelectMany(file => Asked().Matches(File.ReadAllText(file)).Select(match => (File: Path.GetFileName(file), Key: match.Groups[1].Value)));
        Assert.DoesNotContain(asked, use => !use.Key.EndsWith('.') && !words.ContainsKey(use.Key));
    }

    private static bool Counts(string key, IReadOnlyDictionary<string, string> words)
    {
        var stem = key[..Math.Max(0, key.LastIndexOf('.'))];
        return PluralForms.Arabic.Contains(key[(stem.Length + 1)..]) && words.ContainsKey(stem + ".one") && words.ContainsKey(stem + ".other");
    }

    private static string Family(string key, IReadOnlyDictionary<string, string> words) => Counts(key, words) ? key[..key.LastIndexOf('.')] + ".*" : key;

    private static string Holes(string word) => string.Concat(Placeholder().Matches(word).Select(match => match.Value).Distinct().Order());

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex("[A-Za-z]")]
    private static partial Regex Latin();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    /// <summary>Words["list.next"], also with arguments; keys that are put together end in a point and are left to the enums' test.</summary>
    [GeneratedRegex("""Words\["([a-zA-Z.\-]+)"\s*[\],]""")]
    private static partial Regex Asked();
}
