using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.ParcelState;

namespace ControlTower.Playbook.Shipping;

/// <summary>Clocks of the road: how long silence is usual, how often a courier is asked, how long a delivery can be saved.</summary>
public static class RoadRules
{
    /// <summary>Handed over and not yet scanned by the courier.</summary>
    public static readonly TimeSpan FirstScan = TimeSpan.FromHours(24);

    /// <summary>Without any news on the way.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromHours(72);

    /// <summary>After so long without news a courier is not asked any more.</summary>
    public static readonly TimeSpan Retired = TimeSpan.FromDays(30);

    /// <summary>Cash that was collected is paid on to us within it.</summary>
    public static readonly TimeSpan Remittance = TimeSpan.FromDays(7);

    /// <summary>The pace of <see cref="LookEvery"/> belongs to this setting of a courier; half of it asks twice as often.</summary>
    public const int PollSecondsUsual = 600;

    /// <summary>48 hours after the first failed attempt, 24 after later ones.</summary>
    public static TimeSpan RescueWindow(int attempts) => TimeSpan.FromHours(attempts <= 1 ? 48 : 24);

    /// <summary>How often a courier is asked after a parcel where no event comes by itself.</summary>
    /// <returns>Null: nothing more is to be heard.</returns>
    public static TimeSpan? LookEvery(ParcelState state, int pollSeconds)
    {
        var usual = state switch
        {
            Labelled or Returning => TimeSpan.FromHours(4),
            HandedOver or Accepted or InTransit or Delayed or AttemptFailed or AtPickupPoint => TimeSpan.FromHours(2),
            OutForDelivery => TimeSpan.FromMinutes(25),
            Open or Sealed or Delivered or Returned or Lost or Damaged or Voided => (TimeSpan?)null,
        };
        return usual * ((double)pollSeconds / PollSecondsUsual);
    }

    /// <summary>The code of what is wrong with its silence; null: nothing.</summary>
    public static ExceptionCode? Silent(ParcelState state, DateTimeOffset since, ParcelRoad? road, DateTimeOffset now)
    {
        if (road?.QuietUntil > now)
        {
            return null;
        }

        var lastNews = road?.HeardAt > since ? road.HeardAt.Value : since;
        return state switch
        {
            HandedOver => now - since > FirstScan ? ExceptionCode.NoFirstScan : null,
            Accepted or InTransit or Delayed or OutForDelivery or AtPickupPoint =>
                now - lastNews > Silence || (road?.ExpectedAt is { } expected && now > expected.AddHours(24) && now - lastNews > TimeSpan.FromHours(12))
                    ? ExceptionCode.TransitStalled
                    : null,
            AttemptFailed => now - lastNews > Silence ? ExceptionCode.TransitStalled : null, // a new attempt was agreed on, and did not come
            Open or Sealed or Labelled or Delivered or Returning or Returned or Lost or Damaged or Voided => null,
        };
    }
}
