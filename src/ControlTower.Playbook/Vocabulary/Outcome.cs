using System.Diagnostics.CodeAnalysis;

namespace ControlTower.Playbook.Vocabulary;

/// <summary>
/// Why the playbook says no. A refusal is an expected answer: it is shown to staff and counted on
/// the exception board. It is returned, never thrown; exceptions are kept for bugs and broken pipes.
/// </summary>
/// <param name="Code">Stable key "step.reason", for example <c>inventory.not-enough</c>. Stored; never renamed.</param>
/// <param name="Message">One sentence for the person at the screen, saying what to do next where we know it.</param>
/// <param name="Field">Path of the field that is at fault, for example <c>lines[0].sku</c>; null where no field is.</param>
public sealed record Refusal(string Code, string Message, string? Field = null);

/// <summary>Either what was decided, or the refusal. Exactly one of the two is present.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    private readonly T? _decided;
    private readonly Refusal? _refused;

    private Outcome(T? decided, Refusal? refused) => (_decided, _refused) = (decided, refused);

    /// <returns><see langword="true"/> with <paramref name="decided"/> set, or <see langword="false"/> with <paramref name="refused"/> set.</returns>
    /// <exception cref="InvalidOperationException">This is <c>default(Outcome&lt;T&gt;)</c>: nobody decided anything.</exception>
    public bool Decided([NotNullWhen(true)] out T? decided, [NotNullWhen(false)] out Refusal? refused)
    {
        (decided, refused) = (_decided, _refused);
        return decided is not null
            || (refused is not null ? false : throw new InvalidOperationException("An outcome must be decided or refused."));
    }

    public static implicit operator Outcome<T>(T decided) => new(decided, null);

    public static implicit operator Outcome<T>(Refusal refused) => new(null, refused);
}
