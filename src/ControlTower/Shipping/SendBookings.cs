using System.Collections.Concurrent;
using System.Collections.Frozen;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Shipping;

/// <summary>
/// Sends what waits to be booked: many at once, each courier within its bound, one that does not answer left alone for a while. A booking whose
/// sender died is taken over when its time is up, and looked up before anything is sent again.
/// </summary>
public sealed partial class SendBookings(
    CommitGate gate, CourierBook couriers, IEnumerable<ICourierApi> apis, BookingReader reader, RecordBooking record, KeepLabels labels, BookingBell bell, NpgsqlDataSource database,
    TimeProvider clock, ILogger<SendBookings> logger) : BackgroundService
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    /// <summary>What the sender needs beside the courier's own time: to read, and to write the answer down.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<CourierKind, ICourierApi> _apis = apis.ToFrozenDictionary(api => api.Kind);
    private readonly ConcurrentDictionary<string, CourierLine> _lines = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await bell.WaitAsync(s_look, clock, stoppingToken);
            try
            {
                foreach (var courier in couriers.All)
                {
                    await BeginAsync(courier, stoppingToken);
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or DbUpdateException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                LogLater(logger, failure.Message); // what waits is still written down
            }
        }
    }

    private async Task BeginAsync(OpenCourier courier, CancellationToken stoppingToken)
    {
        var line = _lines.GetOrAdd(courier.Key, _ => new CourierLine(clock));
        if (line.Free(courier.Config.ConnectionsMax) is not (> 0 and var free))
        {
            return;
        }

        foreach (var claim in await ClaimAsync(courier, free, stoppingToken))
        {
            line.Begin();
            _ = Task.Run(() => CarryAsync(courier, claim, line, stoppingToken), stoppingToken);
        }
    }

    private async Task<List<ClaimedBooking>> ClaimAsync(OpenCourier courier, int most, CancellationToken stoppingToken)
    {
        var claimed = new List<ClaimedBooking>();
        await gate.CommitBatchAsync(Actor.Tower, Duty.Ship, async work =>
        {
            claimed.Clear(); // the gate may begin anew
            var due = await work.Db.Shipments.FromSql($"""
                select * from shipment where courier = {courier.Key} and state in ('queued', 'sending') and due_at <= {work.Now} order by due_at limit {most} for update skip locked
                """).ToListAsync(stoppingToken);
            foreach (var shipment in due)
            {
                var wasSent = shipment.State == BookingState.Sending;
                var until = work.Now + courier.Deadline + s_margin;
                var fence = wasSent ? shipment.TakeOver(until) : shipment.Send(work.Now, until);
                claimed.Add(new(shipment.Id, shipment.OrderId, shipment.ParcelId, courier.Key, fence, wasSent || (fence > 1 && CourierRules.HasLookUp(courier.Kind))));
            }

            return due.Count;
        }, stoppingToken);
        return claimed;
    }

    private async Task CarryAsync(OpenCourier courier, ClaimedBooking claim, CourierLine line, CancellationToken stoppingToken)
    {
        var answered = false;
        try
        {
            var ending = await CallAsync(courier, claim, stoppingToken);
            answered = ending is CallEnding<BookedLabel>.Done or CallEnding<BookedLabel>.Refused;
            if (await record.HandleAsync(claim, courier, ending, stoppingToken) && ending is CallEnding<BookedLabel>.Done { Answer: var label })
            {
                await labels.FetchAsync(claim.Shipment, courier, new(label.LabelUrl, label.Reference, label.Tracking), stoppingToken);
            }
        }
#pragma warning disable CA1031 // The boundary of one booking: whatever failed, the next one must go on, and this one is taken over when its time is up.
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(logger, claim.Shipment, courier.Key, failure);
        }
        finally
        {
            if (line.End(answered))
            {
                await NoteAsync(courier, answered);
            }

            bell.Ring();
        }
    }

    private async Task<CallEnding<BookedLabel>> CallAsync(OpenCourier courier, ClaimedBooking claim, CancellationToken stoppingToken)
    {
        var ask = await reader.ReadAsync(claim, courier, stoppingToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        limit.CancelAfter(courier.Deadline);
        return await _apis[courier.Kind].BookAsync(courier, ask, reference => NoteReferenceAsync(claim, reference, stoppingToken), limit.Token);
    }

    /// <summary>Before money is spent: by this id it is found again, and whoever was overtaken stops here.</summary>
    private async Task<bool> NoteReferenceAsync(ClaimedBooking claim, string reference, CancellationToken stoppingToken)
    {
        await using var note = database.CreateCommand("update shipment set courier_ref = $2 where id = $1 and attempts = $3 and state = 'sending'");
        note.Parameters.AddRange((NpgsqlParameter[])[new() { Value = claim.Shipment }, new() { Value = reference }, new() { Value = claim.Fence }]);
        return await note.ExecuteNonQueryAsync(stoppingToken) == 1;
    }

    private async Task NoteAsync(OpenCourier courier, bool answered)
    {
        await using var note = database.CreateCommand(answered
            ? "update courier set failing_since = null, last_success_at = now() where key = $1"
            : "update courier set failing_since = coalesce(failing_since, now()) where key = $1");
        note.Parameters.Add(new() { Value = courier.Key });
        await note.ExecuteNonQueryAsync();
        LogCourier(logger, courier.Key, answered);
    }

    [LoggerMessage(7101, LogLevel.Warning, "Bookings wait: {Why}")]
    private static partial void LogLater(ILogger logger, string why);

    [LoggerMessage(7102, LogLevel.Error, "Booking {Shipment} with {Courier} stopped half-way; it is looked up when its time is up.")]
    private static partial void LogFailed(ILogger logger, Guid shipment, string courier, Exception failure);

    [LoggerMessage(7103, LogLevel.Warning, "The courier {Courier} answers: {Answers}.")]
    private static partial void LogCourier(ILogger logger, string courier, bool answers);
}
