using ControlTower.ExceptionQueue;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.ExceptionQueue;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Tests.ExceptionQueue;

/// <summary>Rows of the exceptions board, each of an order of its own.</summary>
internal static class CaseRows
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 32, 0, TimeSpan.Zero);

    /// <param name="due">Minutes from now.</param>
    /// <param name="cause">Null: no other case shares it.</param>
    public static CaseRow Of(ExceptionCode code, int due = 60, string? cause = null, string? number = null, string evidence = "{}")
    {
        var order = Guid.CreateVersion7();
        return new(
            Guid.CreateVersion7(), code, Severity.S2, CaseSubject.Order, order.ToString(), order, number ?? $"CT-{order.ToString()[^6..]}", "Mona A.", Channel.Woocommerce, "shop-eg",
            25000, "EGP", 1, cause ?? $"{code.Text()}:{order}", evidence, Role.OrderOps, null, null, Now.AddHours(-1), Now.AddHours(-1), Now.AddMinutes(due), null, null, CaseState.Open,
            false, null, PaymentState.Paid, 0, 1, 2, "cairo", Now.AddHours(-1), null, null);
    }
}
