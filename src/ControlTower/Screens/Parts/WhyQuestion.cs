namespace ControlTower.Screens.Parts;

/// <summary>What is asked before a risky act.</summary>
/// <param name="Title">The question with its object, for example "Cancel order {code}?"; <c>{0}</c> is where <paramref name="Code"/> stands.</param>
/// <param name="Code">The object's code, in mono; null where there is none.</param>
/// <param name="Consequences">One sentence: what it does to stock, label, money, messages.</param>
/// <param name="Reasons">What can be chosen; empty asks for free words alone.</param>
/// <param name="Act">Named after the act: "Cancel order".</param>
/// <param name="Keep">The way back: "Keep order".</param>
/// <param name="IsRisky">The act's button is red.</param>
public sealed record WhyQuestion(
    string Title, string? Code, string Consequences, IReadOnlyList<WhyReason> Reasons, string Act, string Keep, bool IsRisky = true);

/// <param name="Key">What the command carries, for example <c>customer</c>.</param>
public sealed record WhyReason(string Key, string Word);

/// <param name="Reason">The chosen reason's key; null where none could be chosen.</param>
/// <param name="Why">For the journal: the free words, else the reason's words.</param>
public sealed record WhyAnswer(string? Reason, string Why);
