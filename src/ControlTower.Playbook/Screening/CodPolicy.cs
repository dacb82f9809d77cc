using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Playbook.Screening;

/// <summary>Why a COD order is not confirmed by rule; each is something that a caller can settle with the customer.</summary>
public enum CodDoubt { StoreAlwaysAsks, Phone, Address, Refusals }

/// <param name="PhoneRefusals">Parcels that this phone refused at the door.</param>
public sealed record CodFacts(bool PhoneIsValid, bool AddressPasses, int PhoneRefusals);

/// <param name="Doubts">Empty: confirmed by rule. Else a person or the customer's button confirms.</param>
public sealed record CodVerdict(IReadOnlyList<CodDoubt> Doubts)
{
    public bool IsConfirmed => Doubts.Count == 0;
}

/// <summary>Whether cash on delivery is confirmed by rule or waits for somebody.</summary>
public static class CodPolicy
{
    /// <summary>One refusal is bad luck; from the second on it repeats.</summary>
    private const int RefusalsMax = 1;

    public static CodVerdict Judge(CodConfirmPolicy policy, CodFacts order) => policy switch
    {
        CodConfirmPolicy.Never => new([]),
        CodConfirmPolicy.Always => new([CodDoubt.StoreAlwaysAsks, .. DoubtsOf(order)]),
        CodConfirmPolicy.Doubtful => new([.. DoubtsOf(order)]),
    };

    private static IEnumerable<CodDoubt> DoubtsOf(CodFacts order)
    {
        if (!order.PhoneIsValid)
        {
            yield return CodDoubt.Phone;
        }

        if (!order.AddressPasses)
        {
            yield return CodDoubt.Address;
        }

        if (order.PhoneRefusals > RefusalsMax)
        {
            yield return CodDoubt.Refusals;
        }
    }
}
