using ControlTower.Playbook.Vocabulary;
using static ControlTower.Playbook.Vocabulary.ParcelState;

namespace ControlTower.Playbook.Shipping;

/// <summary>What a courier said of a parcel, as far as it says where the parcel is.</summary>
/// <param name="HappenedAt">The courier's own time, which decides between two words of the same rank; not when we heard it.</param>
public sealed record HeardState(Guid Event, ParcelState State, DateTimeOffset HappenedAt);

/// <summary>
/// Where a parcel is, from everything that its courier said so far: the most advanced word, and among words of one rank the latest. Since it
/// looks at the whole set, events may come late, twice and in any order, and the parcel never goes backwards.
/// </summary>
public static class TrackingRank
{
    /// <summary>How far along the road a state is. A failed attempt and going out again are of one rank, as are moving and being delayed.</summary>
    public static int Of(ParcelState state) => state switch
    {
        Open or Sealed or Voided => 0,
        Labelled => 1,
        HandedOver => 2,
        Accepted => 3,
        InTransit or Delayed => 4,
        OutForDelivery or AttemptFailed => 5,
        AtPickupPoint => 6,
        Delivered => 7,
        Returning => 8, // "delivered" is the courier's word, and couriers err
        Damaged => 9,
        Lost => 10,
        Returned => 11,
    };

    /// <param name="heard">In any order.</param>
    /// <param name="since">What a person cleared up: words about the time before it no longer count. Null: all count.</param>
    /// <returns>The word that holds, or null where nothing was said.</returns>
    public static HeardState? Foremost(IEnumerable<HeardState> heard, DateTimeOffset? since = null)
    {
        var counted = heard.Where(one => since is null || one.HappenedAt > since).ToList();
        if (counted.Count == 0)
        {
            return null;
        }

        var last = counted.MaxBy(one => (Of(one.State), one.HappenedAt, one.State, one.Event))!;

        // Whatever a courier calls its first scan: with it the parcel was accepted.
        return last.State == InTransit && counted.Count(one => Of(one.State) >= Of(Accepted)) == 1 ? last with { State = Accepted } : last;
    }

    /// <summary>A parcel that came back, was lost or is on its way back, and of which the courier says that it was delivered later: somebody must ask.</summary>
    public static bool Contradicts(ParcelState stands, HeardState said, DateTimeOffset since) =>
        said.State == Delivered && said.HappenedAt > since && stands is Returning or Returned or Lost or Damaged;

    /// <summary>The move by which a parcel gets into a state; null: no word of a courier leads there.</summary>
    public static ParcelMove? MoveTo(ParcelState state) => state switch
    {
        HandedOver => ParcelMove.HandOver,
        Accepted => ParcelMove.Accept,
        InTransit => ParcelMove.Travel,
        Delayed => ParcelMove.Delay,
        OutForDelivery => ParcelMove.GoOut,
        AttemptFailed => ParcelMove.FailAttempt,
        AtPickupPoint => ParcelMove.AwaitPickup,
        Delivered => ParcelMove.Deliver,
        Returning => ParcelMove.TurnBack,
        Returned => ParcelMove.ComeBack,
        Lost => ParcelMove.Lose,
        Damaged => ParcelMove.Damage,
        Open or Sealed or Labelled or Voided => null,
    };
}
