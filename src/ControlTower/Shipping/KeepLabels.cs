using System.Collections.Frozen;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>Fetches couriers' label files and keeps them byte for byte. What could not be fetched is tried again; the booking stands all the same.</summary>
public sealed partial class KeepLabels(
    CommitGate gate, CourierBook couriers, IEnumerable<ICourierApi> apis, IDbContextFactory<TowerDb> contexts, TimeProvider clock, ILogger<KeepLabels> logger)
{
    private const int AtOnce = 20;
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_givenUp = TimeSpan.FromDays(1);

    private readonly FrozenDictionary<CourierKind, ICourierApi> _apis = apis.ToFrozenDictionary(api => api.Kind);

    /// <returns>Whether the file is kept now.</returns>
    public async Task<bool> FetchAsync(Guid shipment, OpenCourier courier, LabelAsk ask, CancellationToken cancellationToken)
    {
        if (ask.Url is null)
        {
            return false; // it draws none: ours is drawn when somebody asks for it
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(courier.Deadline);
        var ending = await _apis[courier.Kind].FetchLabelAsync(courier, ask, limit.Token);
        if (ending is not CallEnding<LabelFile>.Done { Answer: var file })
        {
            LogNoLabel(logger, shipment, courier.Key, ending.GetType().Name);
            return false;
        }

        return await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            if (await work.Db.ShipmentLabels.AnyAsync(one => one.ShipmentId == shipment, cancellationToken))
            {
                return 0;
            }

            work.Db.ShipmentLabels.Add(new ShipmentLabel { ShipmentId = shipment, MediaType = file.MediaType, Content = file.Content, FetchedAt = work.Now });
            return 1;
        }, cancellationToken) > 0;
    }

    /// <summary>What is booked and has no file yet, although the courier draws one.</summary>
    public async Task<int> FetchMissingAsync(CancellationToken cancellationToken)
    {
        var (newest, oldest) = (clock.GetUtcNow() - s_again, clock.GetUtcNow() - s_givenUp);
        List<Shipment> missing;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            missing = await db.Shipments.AsNoTracking()
                .Where(one => one.State == BookingState.Done && one.LabelUrl != null && one.EndedAt < newest && one.EndedAt > oldest && !db.ShipmentLabels.Any(label => label.ShipmentId == one.Id))
                .OrderBy(one => one.EndedAt).Take(AtOnce).ToListAsync(cancellationToken);
        }

        var kept = 0;
        foreach (var one in missing)
        {
            if (couriers.Find(one.Courier) is { } courier && await FetchAsync(one.Id, courier, new(one.LabelUrl, one.CourierRef, one.Tracking!), cancellationToken))
            {
                kept++;
            }
        }

        return kept;
    }

    [LoggerMessage(7104, LogLevel.Warning, "The label of booking {Shipment} could not be fetched from {Courier}: {Ending}.")]
    private static partial void LogNoLabel(ILogger logger, Guid shipment, string courier, string ending);
}
