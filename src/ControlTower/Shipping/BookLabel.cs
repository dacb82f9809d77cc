using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping;

/// <summary>A label is wanted for a sealed parcel.</summary>
/// <param name="Courier">Null: chosen by the rules. With a service of its own it may be another than the rules would take.</param>
/// <param name="Service">As the courier calls it; null: by the courier's list, else its cheapest.</param>
public sealed record BookLabel(Guid CommandId, Actor By, string Parcel, string? Courier, string? Service) : ICommand
{
    public static Duty Needs => Duty.Ship;
}

/// <summary>How a booking stands.</summary>
/// <param name="State">Done, failed or unknown; queued while the courier is not reached.</param>
/// <param name="Error">In the courier's words.</param>
public sealed record LabelStanding(Guid Shipment, BookingState State, string Courier, string? Service, string? Tracking, Money? Cost, string? Error);

/// <remarks>The wish is committed first, then the courier is called, then what it answered is committed: no call stands inside a transaction.</remarks>
public sealed class BookLabelHandler(CommitGate gate, OrderDesk desk, BookingBell bell, IDbContextFactory<TowerDb> contexts, CourierBook couriers, TimeProvider clock)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <returns>
    /// Or <c>parcel.unknown</c>, <c>shipping.not-sealed</c>, <c>shipping.held</c>, <c>shipping.cancelled</c>, <c>shipping.already-booked</c>,
    /// <c>shipping.booking-under-way</c>, <c>shipping.courier-unknown</c>, <c>shipping.courier-unfit</c>, <c>shipping.no-courier</c>.
    /// </returns>
    public async Task<Outcome<Committed<LabelAsked>>> HandleAsync(BookLabel command, CancellationToken cancellationToken)
    {
        var outcome = await gate.CommitAsync<BookLabel, LabelAsked>(command, async work =>
        {
            if (!(await LockedParcel.FindAsync(work, command.Parcel, cancellationToken)).Decided(out var found, out var refused))
            {
                return refused;
            }

            var sites = await Sites.LoadAsync(work.Db, cancellationToken);
            return await Bookings.AskAsync(
                work, desk, sites, await Bookings.CouriersAsync(work, cancellationToken), found.Order, found.Parcel, command.Courier, command.Service, cancellationToken);
        }, cancellationToken);
        bell.Ring();
        return outcome;
    }

    /// <summary>Waits until the booking has ended, as long as the courier has time to answer.</summary>
    public async Task<LabelStanding> EndingAsync(LabelAsked asked, CancellationToken cancellationToken)
    {
        var until = clock.GetUtcNow() + (couriers.Find(asked.Courier)?.Deadline ?? TimeSpan.FromSeconds(20));
        while (true)
        {
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                var row = await db.Shipments.AsNoTracking().SingleAsync(shipment => shipment.Id == asked.Shipment, cancellationToken);
                if (row.State is not (BookingState.Queued or BookingState.Sending) || row.Error is not null || clock.GetUtcNow() >= until)
                {
                    return new(row.Id, row.State == BookingState.Sending ? BookingState.Unknown : row.State, row.Courier, row.Service, row.Tracking, row.Cost, row.Error);
                }
            }

            await Task.Delay(s_look, clock, cancellationToken);
        }
    }
}
