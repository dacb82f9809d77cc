using System.Net.Http.Headers;
using System.Text;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Shipping.Road;

/// <summary>
/// Asks couriers after parcels of which no event came by itself: often while one is out for delivery, seldom while it only has a label, and not
/// any more after a month of silence. Nothing is asked inside a transaction; what is answered is written down like what is told.
/// </summary>
public sealed class LookAtCouriers(CommitGate gate, RoadBook book, CourierBook couriers, CourierHttp http, NpgsqlDataSource database, TimeProvider clock)
{
    private const long FenceKey = 7_014;
    private const int ParcelsMax = 200;
    private const int WaybillsMax = 50;
    private const int AtOnceMax = 4;
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_againMax = TimeSpan.FromHours(2);

    private readonly RoadScale _scale = new(book, couriers);

    /// <returns>How many parcels were asked after.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        await using var fence = await Fence.TryAsync(database, FenceKey, cancellationToken);
        var due = fence is null ? [] : await DueAsync(cancellationToken);
        var asked = 0;
        foreach (var same in due.GroupBy(parcel => parcel.Courier))
        {
            List<Due> parcels = [.. same];
            if (couriers.Find(same.Key) is { BaseUrl: not null } courier && courier.Kind is CourierKind.Easypost or CourierKind.Aramex)
            {
                asked += await AskAsync(courier, [.. parcels.Where(parcel => !IsRetired(parcel))], cancellationToken);
                parcels.RemoveAll(parcel => !IsRetired(parcel));
            }

            await RetireAsync(parcels, cancellationToken); // nobody to ask, or nothing to hear any more
        }

        return asked;
    }

    private bool IsRetired(Due parcel) => parcel.Since < clock.GetUtcNow() - RoadRules.Retired;

    private async Task<int> AskAsync(OpenCourier courier, List<Due> parcels, CancellationToken cancellationToken)
    {
        var answers = new List<(IReadOnlyList<Due> Parcels, ToldBody? Body)>();
        foreach (var batch in parcels.Chunk(courier.Kind == CourierKind.Aramex ? WaybillsMax : 1).Chunk(AtOnceMax))
        {
            answers.AddRange(await Task.WhenAll(batch.Select(async some => ((IReadOnlyList<Due>)some, await AskOnceAsync(courier, some, cancellationToken)))));
        }

        return answers.Count == 0 ? 0 : await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => WriteAsync(work, courier, answers, cancellationToken), cancellationToken);
    }

    /// <returns>Null when the courier did not answer what it should.</returns>
    private async Task<ToldBody?> AskOnceAsync(OpenCourier courier, Due[] parcels, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(courier.Deadline);
        var ending = courier.Kind == CourierKind.Aramex
            ? await http.CallAsync(HttpMethod.Post, new Uri(courier.BaseUrl!, "/ShippingAPI.V2/Tracking/Service_1_0.svc/json/TrackShipments"), new
            {
                ClientInfo = AramexApi.ClientOf(courier), Transaction = new { }, Shipments = parcels.Select(parcel => parcel.Tracking).ToArray(), GetLastTrackingUpdateOnly = false,
            }, null, Kept, Words, limit.Token)
            : await http.CallAsync(
                HttpMethod.Get, new Uri(courier.BaseUrl!, $"/v2/trackers/{Uri.EscapeDataString(parcels[0].Tracking)}"), null,
                new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(courier.ApiKey + ":"))), Kept, Words, limit.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return ending is CallEnding<byte[]>.Done { Answer: var body } && CourierBodies.Read(courier.Kind, body) is ToldBody.Events events ? events : null;
    }

    private static CallEnding<byte[]>? Kept(CourierAnswer answer) => new CallEnding<byte[]>.Done(answer.Body);

    private static (string? Code, string? Words) Words(Foreign.ForeignValue root) => (root["error"]["code"].Text(), root["error"]["message"].Text());

    private async Task<int> WriteAsync(Work work, OpenCourier courier, List<(IReadOnlyList<Due> Parcels, ToldBody? Body)> answers, CancellationToken cancellationToken)
    {
        var events = answers.Select(answer => answer.Body).OfType<ToldBody.Events>().SelectMany(body => body.All);
        var fresh = await TrackingLedger.WriteAsync(work, [.. events.Select(told => new HeardWord(courier.Key, told, RoadSource.Poll, null))], cancellationToken);
        Guid[] answered = [.. answers.Where(answer => answer.Body is not null).SelectMany(answer => answer.Parcels).Select(parcel => parcel.Id)];
        await _scale.WeighAsync(work, [.. answered.Concat(fresh.Select(word => word.Parcel).OfType<Guid>()).Distinct()], cancellationToken);
        await _scale.AskForCodesAsync(work, fresh, cancellationToken);
        var silent = answers.Where(answer => answer.Body is null).SelectMany(answer => answer.Parcels).ToList();
        var roads = await RoadBook.RoadsAsync(work, [.. silent.Select(parcel => parcel.Id)], cancellationToken);
        foreach (var road in roads.Values)
        {
            var wait = s_again * Math.Pow(2, Math.Min(road.LookFailures, 10));
            road.LookFailed(work.Now + (wait < s_againMax ? wait : s_againMax));
        }

        return answers.Sum(answer => answer.Parcels.Count);
    }

    private async Task RetireAsync(List<Due> parcels, CancellationToken cancellationToken)
    {
        if (parcels.Count > 0)
        {
            Guid[] ids = [.. parcels.Select(parcel => parcel.Id)];
            await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => work.Db.Database.ExecuteSqlAsync($"update parcel_road set look_at = null where parcel_id = any({ids})", cancellationToken), cancellationToken);
        }
    }

    private async Task<List<Due>> DueAsync(CancellationToken cancellationToken)
    {
        await using var read = database.CreateCommand("""
            select p.id, p.courier, p.tracking, greatest(coalesce(r.heard_at, p.state_since), p.state_since) from parcel_road r join parcel p on p.id = r.parcel_id
            where r.look_at <= $1 and p.tracking is not null and p.courier is not null
              and p.state not in ('open', 'sealed', 'delivered', 'returned', 'lost', 'damaged', 'voided')
            order by r.look_at limit $2
            """);
        read.Parameters.Add(new() { Value = clock.GetUtcNow() });
        read.Parameters.Add(new() { Value = ParcelsMax });
        var due = new List<Due>();
        await using var row = await read.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            due.Add(new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3)));
        }

        return due;
    }

    private sealed record Due(Guid Id, string Courier, string Tracking, DateTimeOffset Since);
}
