using System.Globalization;
using System.Text.Json;
using ControlTower.Simulator.Couriers;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.People;

/// <summary>How the shipping coordinator decides about couriers: by the courier's words, or by a call to the courier, who looks into its own book.</summary>
public sealed class CourierFixes(IReadOnlyDictionary<string, Carrier> carriers, TimeProvider clock)
{
    private static readonly object s_none = new();

    /// <returns>Null: no case of couriers, or left to a person.</returns>
    public Fix? Decide(JsonElement row)
    {
        var evidence = row.Part("evidence");
        return row.Text("code") switch
        {
            "LABEL_FAILED" => evidence.Text("advice") is "address" or "rate" && evidence.Text("courier") is "bosta" ? new Fix("otherService", new { courier = "aramex" }) : new Fix("retry", s_none),
            "BOOKING_UNKNOWN" => Ask(evidence) is { } tracking ? new Fix("confirmBooked", new { tracking }) : new Fix("voidBooking", s_none),
            "NOT_HANDED_OVER" => new Fix("found", s_none),
            "PICKUP_MISSED" => new Fix("rebook", new { window = Window() }),
            _ => null,
        };
    }

    private string? Ask(JsonElement evidence) =>
        evidence.Text("courier") is { } courier && carriers.GetValueOrDefault(courier)?.Ledger.FindReference(evidence.Text("effectKey") ?? "") is { Tracking: { } tracking } ? tracking : null;

    private string Window() => string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime:o}/{clock.GetUtcNow().AddHours(1).UtcDateTime:o}");
}
