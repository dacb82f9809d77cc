using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Notifications;

/// <summary>What a customer says about cash on delivery by pressing a button.</summary>
public enum CodWish { Confirm, Cancel, Address }

/// <summary>The buttons under the question about cash on delivery: <c>cod:confirm:{number}</c>, <c>cod:cancel:{number}</c>, <c>cod:address:{number}</c>.</summary>
public sealed record ButtonAnswer(CodWish Wish, string Number)
{
    private const string Head = "cod";
    private const int CharsMax = 60;

    public static string Payload(CodWish wish, string number) => $"{Head}:{Word(wish)}:{number}";

    /// <returns>Null when it is no button of ours.</returns>
    public static ButtonAnswer? Read(string? payload)
    {
        if (payload is not { Length: <= CharsMax } || payload.Split(':') is not [Head, var word, { Length: > 0 } number])
        {
            return null;
        }

        return Enum.GetValues<CodWish>().Where(wish => Word(wish) == word).Select(wish => new ButtonAnswer(wish, number)).FirstOrDefault();
    }

    public static string Word(CodWish wish) => wish switch
    {
        CodWish.Confirm => "confirm",
        CodWish.Cancel => "cancel",
        CodWish.Address => "address",
    };
}

/// <summary>Words by which somebody says that they wish no more messages, as a whole message.</summary>
public static class OptOutWords
{
    private static readonly HashSet<string> s_words =
        new[] { "stop", "unsubscribe", "stop all", "opt out", "الغاء الاشتراك", "إيقاف", "أوقف الرسائل", "لا ترسل" }.Select(TextFolding.Fold).ToHashSet(StringComparer.Ordinal);

    public static bool Is(string? text) => text is { Length: <= 40 } && s_words.Contains(TextFolding.Fold(text.Trim().TrimEnd('.', '!')));
}
