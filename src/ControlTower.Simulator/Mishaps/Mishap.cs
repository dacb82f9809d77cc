using System.Collections.Frozen;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Mishaps;

/// <summary>What goes wrong in real shops, on request or by itself.</summary>
public enum Mishap
{
    /// <summary>The phone is mistyped.</summary>
    BadPhone,

    /// <summary>The shop renamed an article and told nobody; several orders have the new name.</summary>
    UnknownSku,

    /// <summary>More is bought of an article than there is.</summary>
    StockOut,

    /// <summary>A customer presses twice, and the shop tells the second order twice.</summary>
    Duplicate,

    /// <summary>An old version arrives after a newer one.</summary>
    Late,

    /// <summary>The right signature over a body that nobody can read.</summary>
    Garbage,

    /// <summary>A landmark in place of an address.</summary>
    VagueAddress,

    /// <summary>A lot of money, half an address and no e-mail.</summary>
    HighValueIncomplete,

    /// <summary>Mail, SMS and WhatsApp take nothing for a minute.</summary>
    MessageProviderDown,

    /// <summary>The next picker scans the wrong thing.</summary>
    WrongScan,

    /// <summary>The next picker finds one unit fewer than the books say.</summary>
    ShortShelf,
}

public static class MishapOdds
{
    /// <summary>How many of 1,000 orders bring one by themselves.</summary>
    private static readonly (Mishap Kind, int PerThousand)[] s_rates =
    [
        (Mishap.BadPhone, 30), (Mishap.VagueAddress, 28), (Mishap.UnknownSku, 6), (Mishap.StockOut, 8),
        (Mishap.Duplicate, 6), (Mishap.Late, 8), (Mishap.Garbage, 3), (Mishap.HighValueIncomplete, 8),
    ];

    private static readonly FrozenDictionary<string, Mishap> s_byName =
        Enum.GetValues<Mishap>().ToFrozenDictionary(NameOf, kind => kind, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Enum.GetValues<Mishap>().Select(NameOf);

    /// <returns>Null for a name that is none.</returns>
    public static Mishap? Find(string name) => s_byName.TryGetValue(name, out var kind) ? kind : null;

    /// <summary>Most orders are fine.</summary>
    public static Mishap? Throw(Dice dice)
    {
        var left = dice.Below(1_000);
        foreach (var (kind, perThousand) in s_rates)
        {
            left -= perThousand;
            if (left < 0)
            {
                return kind;
            }
        }

        return null;
    }

    private static string NameOf(Mishap kind) => char.ToLowerInvariant(kind.ToString()[0]) + kind.ToString()[1..];
}
