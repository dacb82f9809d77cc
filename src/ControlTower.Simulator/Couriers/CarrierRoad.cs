using ControlTower.Simulator.Company;
using ControlTower.Simulator.World;

namespace ControlTower.Simulator.Couriers;

/// <summary>
/// Brings parcels to the door: what stands on a manifest that was closed is on the truck, whoever scanned it; from there it goes on by itself, and
/// each step is told to the tower. Some doors stay shut, some customers refuse, a few parcels are never seen again.
/// </summary>
public sealed class CarrierRoad(
    IReadOnlyDictionary<string, Carrier> carriers, CarrierNews news, TowerClient tower, DemoCompany company, Pace pace, SimSettings settings, Tally tally, TimeProvider clock, ILogger<CarrierRoad> logger)
    : Rounds(pace, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), logger)
{
    private const int AttemptsMax = 3;

    protected override Task BeginAsync(CancellationToken cancellationToken) => company.Laid.WaitAsync(cancellationToken);

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        await PickUpAsync(cancellationToken);
        foreach (var carrier in carriers.Values)
        {
            foreach (var parcel in carrier.Ledger.Due(clock.GetUtcNow()))
            {
                await MoveAsync(carrier, parcel, NextOf(parcel), cancellationToken);
            }
        }
    }

    /// <summary>A parcel is never seen again from now on: one that is on the road, any.</summary>
    public CarrierParcel? Lose(Carrier carrier) => Bend(carrier, CarrierFate.Lost);

    /// <summary>Somebody will refuse a parcel that is to be paid at the door.</summary>
    public CarrierParcel? Refuse(Carrier carrier) => Bend(carrier, CarrierFate.Refused);

    private static CarrierParcel? Bend(Carrier carrier, CarrierFate fate) =>
        carrier.Ledger.Bought().LastOrDefault(parcel => parcel.Step is CarrierStep.Booked or CarrierStep.PickedUp or CarrierStep.InTransit && parcel.Fate != fate && (fate != CarrierFate.Refused || parcel.Cod > 0)) is { } found
            ? carrier.Ledger.Change(found.Id, parcel => parcel with { Fate = fate })
            : null;

    private async Task PickUpAsync(CancellationToken cancellationToken)
    {
        if (settings.Key is null)
        {
            return;
        }

        var closed = await tower.GetAsync("/api/v1/shipping/manifests?state=closed&take=30", settings.Key, cancellationToken);
        foreach (var box in closed.List("items").SelectMany(manifest => manifest.List("parcels").Select(box => (Courier: manifest.Text("courier"), Box: box))))
        {
            if (box.Box.Text("scannedAt") is not null && box.Box.Text("tracking") is { } tracking && carriers.GetValueOrDefault(box.Courier ?? "") is { } carrier
                && carrier.Ledger.FindTracking(tracking) is { Step: CarrierStep.Booked } parcel)
            {
                await MoveAsync(carrier, parcel, CarrierStep.PickedUp, cancellationToken);
            }
        }
    }

    private async Task MoveAsync(Carrier carrier, CarrierParcel before, CarrierStep step, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var attempts = before.Attempts + (step == CarrierStep.AttemptFailed ? 1 : 0);
        var moved = carrier.Ledger.Change(before.Id, parcel => parcel with { Step = step, At = now, Attempts = attempts, NextAt = WaitOf(parcel with { Step = step, Attempts = attempts }) is { } wait ? now + Pace.Of(wait) : null });
        if (moved is not null && step != CarrierStep.Lost)
        {
            tally.Count($"couriers {step}");
            await news.TellAsync(moved, cancellationToken);
        }
    }

    private static CarrierStep NextOf(CarrierParcel parcel) => parcel.Step switch
    {
        CarrierStep.PickedUp => CarrierStep.InTransit,
        CarrierStep.InTransit => parcel.Fate == CarrierFate.Lost ? CarrierStep.Lost : CarrierStep.OutForDelivery,
        CarrierStep.OutForDelivery => parcel.Fate == CarrierFate.Refused || (parcel.Fate == CarrierFate.NobodyHome && parcel.Attempts == 0) ? CarrierStep.AttemptFailed : CarrierStep.Delivered,
        CarrierStep.AttemptFailed => parcel.Fate == CarrierFate.Refused || parcel.Attempts >= AttemptsMax ? CarrierStep.Returning : CarrierStep.OutForDelivery,
        _ => parcel.Step,
    };

    /// <summary>Of life; null: it waits for somebody, or has arrived.</summary>
    private TimeSpan? WaitOf(CarrierParcel parcel)
    {
        var dice = Dice.Of(settings.Seed, "road", parcel.Reference, parcel.Step.ToString(), parcel.Attempts.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return parcel.Step switch
        {
            CarrierStep.PickedUp => dice.Minutes(3, 12),
            CarrierStep.InTransit => dice.Minutes(5, 25),
            CarrierStep.OutForDelivery => dice.Minutes(5, 40),
            CarrierStep.AttemptFailed => dice.Minutes(30, 90),
            _ => null,
        };
    }
}
