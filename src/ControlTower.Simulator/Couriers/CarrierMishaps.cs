using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>What goes wrong with couriers on request.</summary>
public sealed class CarrierMishaps(IReadOnlyDictionary<string, Carrier> carriers, CarrierRoad road, Tally tally)
{
    private const int AnswersLost = 5;
    private static readonly TimeSpan s_down = TimeSpan.FromMinutes(2);

    public static readonly IReadOnlyList<string> Names = ["courierDown", "bookedTimedOut", "lostParcel", "refusedCod"];

    /// <param name="courier">Null: Bosta.</param>
    /// <returns>What it is about; null: no such mishap, or no such courier.</returns>
    public object? Cause(string kind, string? courier)
    {
        var name = Names.FirstOrDefault(one => string.Equals(one, kind, StringComparison.OrdinalIgnoreCase));
        if (name is null || carriers.GetValueOrDefault(courier ?? CarrierDoors.Bosta) is not { } carrier)
        {
            return null;
        }

        tally.Count($"mishap {name}");
        switch (name)
        {
            case "courierDown":
                carrier.Mood.GoDown(s_down);
                break;
            case "bookedTimedOut":
                carrier.Mood.LoseAnswers(AnswersLost);
                break;
        }

        var parcel = name == "lostParcel" ? road.Lose(carrier) : name == "refusedCod" ? road.Refuse(carrier) : null;
        return new { mishap = name, courier = carrier.Key, number = parcel?.Number, tracking = parcel?.Tracking };
    }
}
