using System.Globalization;

namespace ControlTower.Playbook.Vocabulary;

/// <summary>An amount in minor units of its currency (piastres, cents, fils), never a fraction of one.</summary>
/// <param name="Minor">May be negative (a refund, a discount).</param>
/// <param name="Currency">ISO 4217, upper case.</param>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>Digits after the point by ISO 4217: 3 for the Gulf's dinars and the like, 0 for yen and the like, else 2.</summary>
    public static int DigitsOf(string currency) => currency switch
    {
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 3,
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF" or "XPF" => 0,
        _ => 2,
    };

    /// <summary>The nearest minor unit, halves away from zero.</summary>
    /// <exception cref="OverflowException">The amount does not fit; readers of foreign bodies turn it into a case.</exception>
    public static Money From(decimal amount, string currency)
    {
        var scaled = amount;
        for (var digit = 0; digit < DigitsOf(currency); digit++)
        {
            scaled *= 10;
        }

        return new Money(checked((long)Math.Round(scaled, MidpointRounding.AwayFromZero)), currency);
    }

    public decimal Amount
    {
        get
        {
            var amount = (decimal)Minor;
            for (var digit = 0; digit < DigitsOf(Currency); digit++)
            {
                amount /= 10;
            }

            return amount;
        }
    }

    /// <summary>"350.50": the currency's digits, a point, no grouping; for machines.</summary>
    public string AmountText => Amount.ToString("F" + DigitsOf(Currency), CultureInfo.InvariantCulture);

    public override string ToString() => $"{AmountText} {Currency}";
}
