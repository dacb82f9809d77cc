using System.Globalization;
using System.Net.Http.Headers;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using ControlTower.Shipping.Couriers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ControlTower.Shipping.Road;

/// <summary>
/// Passes on what a customer wants where the courier has a door for it: Bosta's PUT of a delivery, which may be sent twice. What it refuses comes
/// back as the case; where it does not answer, a person passes it on.
/// </summary>
public sealed class SendRoadWishes(CommitGate gate, OrderDesk desk, CourierBook couriers, CourierHttp http, IDbContextFactory<TowerDb> contexts, NpgsqlDataSource database, TimeProvider clock)
{
    private const long FenceKey = 7_015;
    private const int WishesMax = 50;
    private const int TriesMax = 5;
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(30);

    /// <returns>How many were sent.</returns>
    public async Task<int> HandleAsync(CancellationToken cancellationToken)
    {
        await using var fence = await Fence.TryAsync(database, FenceKey, cancellationToken);
        var sent = 0;
        foreach (var one in fence is null ? [] : await DueAsync(cancellationToken))
        {
            var ending = await SendAsync(one, cancellationToken);
            sent += await gate.CommitBatchAsync(Actor.Tower, Duty.RunAutomation, work => EndAsync(work, one, ending, cancellationToken), cancellationToken);
        }

        return sent;
    }

    private async Task<CallEnding<string>> SendAsync(Due one, CancellationToken cancellationToken)
    {
        if (couriers.Find(one.Courier) is not { Kind: CourierKind.Bosta, BaseUrl: { } root } courier)
        {
            return new CallEnding<string>.Refused("no-door", "This courier has no door for it.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(courier.Deadline);
        var ending = await http.CallAsync(
            HttpMethod.Put, new Uri(root, $"/api/v2/deliveries/{Uri.EscapeDataString(one.Reference)}"), BodyOf(one), courier.ApiKey is { } key ? new AuthenticationHeaderValue(key) : null,
            answer => CourierHttp.Read<CallEnding<string>>(answer, told => told["success"].IsFalse
                ? new CallEnding<string>.Refused(told["errorCode"].Text(), told["message"].Text() ?? "no words")
                : new CallEnding<string>.Done("taken")),
            told => (told["errorCode"].Text(), told["message"].Text()), limit.Token);
        cancellationToken.ThrowIfCancellationRequested();
        return ending;
    }

    private static object BodyOf(Due one) => one.Kind switch
    {
        RoadWishKind.NewTime => new { scheduledAt = one.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), notes = $"New attempt on {one.Day:yyyy-MM-dd}" },
        RoadWishKind.NewPhone => new { receiver = new { firstName = one.Contact.Name ?? "-", phone = one.Contact.PhoneToCall } },
        RoadWishKind.NewAddress => new { dropOffAddress = new { firstLine = one.Contact.Line1, secondLine = one.Contact.Line2, city = one.Contact.City } },
        RoadWishKind.LetReturn or RoadWishKind.Trace or RoadWishKind.ClaimLost => new { notes = one.Kind.ToString() },
    };

    private async Task<int> EndAsync(Work work, Due one, CallEnding<string> ending, CancellationToken cancellationToken)
    {
        if (await Locks.OrderAsync(work.Db, one.OrderId, cancellationToken) is not { } order || await work.Db.RoadWishes.FindAsync([one.Id], cancellationToken) is not { State: RoadWishState.Queued } wish)
        {
            return 0;
        }

        switch (ending)
        {
            case CallEnding<string>.Done:
                wish.End(RoadWishState.Done, null, work.Now);
                break;
            case CallEnding<string>.Refused no:
                wish.End(RoadWishState.Failed, no.Words, work.Now);
                break;
            case CallEnding<string>.NotSent or CallEnding<string>.Unknown when wish.Tries + 1 < TriesMax:
                wish.TryAgain("The courier did not answer.", work.Now + (s_again * Math.Pow(2, wish.Tries)));
                return 1;
            default:
                wish.End(RoadWishState.ByHand, "The courier did not answer.", work.Now);
                break;
        }

        var parcel = order.Parcels.Single(of => of.Id == one.ParcelId);
        work.Also(new RoadWishAnswered(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, wish.Kind, wish.State));
        if (wish.State == RoadWishState.Failed && parcel.State == ParcelState.AttemptFailed)
        {
            var cases = new RoadCases(await CaseBook.OfOrdersAsync(work, await Sites.LoadAsync(work.Db, cancellationToken), [order.Id], cancellationToken));
            cases.Open(order, parcel, ExceptionCode.Ndr, new() { ["error"] = wish.Error ?? "" });
        }

        return 1;
    }

    private async Task<List<Due>> DueAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (
            from wish in db.RoadWishes
            join parcel in db.Parcels on wish.ParcelId equals parcel.Id
            join order in db.Orders on parcel.OrderId equals order.Id
            where wish.State == RoadWishState.Queued
            orderby wish.DueAt
            select new { wish.Id, wish.Kind, wish.Day, wish.DueAt, ParcelId = parcel.Id, OrderId = order.Id, parcel.Courier, parcel.Tracking, order.Contact }).AsNoTracking().Take(WishesMax).ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var due = rows.Where(row => row.DueAt <= now).ToList();
        Guid[] parcels = [.. due.Select(row => row.ParcelId)];
        var references = await db.Shipments.AsNoTracking().Where(one => parcels.Contains(one.ParcelId) && one.State == BookingState.Done)
            .ToDictionaryAsync(one => one.ParcelId, one => one.CourierRef, cancellationToken);
        return [.. due.Select(row => new Due(row.Id, row.Kind, row.Day, row.ParcelId, row.OrderId, row.Courier ?? "", references.GetValueOrDefault(row.ParcelId) ?? row.Tracking ?? "", row.Contact))];
    }

    private sealed record Due(Guid Id, RoadWishKind Kind, DateOnly? Day, Guid ParcelId, Guid OrderId, string Courier, string Reference, OrderContact Contact);
}
