using System.Text.Json;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Orders;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Road;

/// <summary>A picture that was kept for a proof.</summary>
/// <param name="File">Its random name in the folder of pictures.</param>
/// <param name="Sha256">Of the file as it was sent: sent again it is the same wish, whatever name it is kept under.</param>
public sealed record KeptPicture(ProofKind Kind, [property: System.Text.Json.Serialization.JsonIgnore] string File, string Sha256);

/// <summary>Our own driver tells what happened to a parcel, with what proves it.</summary>
/// <param name="Parcel">Its SSCC.</param>
/// <param name="State">Where it is now: accepted, inTransit, outForDelivery, attemptFailed, delivered …</param>
/// <param name="At">By the driver's clock; null: now. Never in the future.</param>
/// <param name="Reason">Why an attempt failed; demanded with it.</param>
/// <param name="ReceivedBy">The name that was said at the door.</param>
/// <param name="Code">The code that the customer said; null: none was asked for.</param>
/// <param name="CashMinor">Cash that was taken; null: what was due.</param>
public sealed record TellFromRoad(
    Guid CommandId, Actor By, string Parcel, ParcelState State, DateTimeOffset? At, string? Place, AttemptReason? Reason, string? ReceivedBy, string? Code, long? CashMinor,
    double? Latitude, double? Longitude, IReadOnlyList<KeptPicture> Pictures) : ICommand
{
    public static Duty Needs => Duty.Ship;
}

public sealed record ToldFromRoad(Guid Order, string Number, Guid Parcel, string Sscc, ParcelState State, AttemptReason? Reason) : RoadEvent(Order, Number, Parcel, Sscc);

public sealed class TellFromRoadHandler(CommitGate gate, OrderDesk desk, RoadBook book, CourierBook couriers)
{
    private readonly RoadScale _scale = new(book, couriers);

    /// <returns>Or <c>delivery.unknown</c>, <c>delivery.not-own</c>, <c>delivery.state</c>, <c>delivery.reason-invalid</c>, <c>delivery.code-wrong</c>.</returns>
    public Task<Outcome<Committed<ToldFromRoad>>> HandleAsync(TellFromRoad command, CancellationToken cancellationToken) =>
        gate.CommitAsync<TellFromRoad, ToldFromRoad>(command, async work =>
        {
            var id = await work.Db.Parcels.Where(one => one.Sscc == command.Parcel).Select(one => (Guid?)one.OrderId).SingleOrDefaultAsync(cancellationToken);
            if (id is null || await Locks.OrderAsync(work.Db, id.Value, cancellationToken) is not { } order)
            {
                return RoadRefusals.ParcelUnknown(command.Parcel.Length <= 40 ? command.Parcel : command.Parcel[..40]);
            }

            var parcel = order.Parcels.Single(one => one.Sscc == command.Parcel);
            if ((Refuse(command, parcel) ?? await RefuseCodeAsync(work, command, parcel, cancellationToken)) is { } refused)
            {
                return refused;
            }

            await HearAsync(work, command, order, parcel, cancellationToken);
            Prove(work, command, order, parcel);
            return new ToldFromRoad(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, parcel.State, command.Reason);
        }, cancellationToken);

    private Refusal? Refuse(TellFromRoad told, Parcel parcel) =>
        !told.By.Sees(parcel.Warehouse) ? Access.AccessRefusals.OutOfScope(parcel.Warehouse)
        : parcel.Courier is null || couriers.Find(parcel.Courier) is not { Kind: CourierKind.Own } ? RoadRefusals.NotOwn(parcel.Courier ?? "nobody yet")
        : told.State is ParcelState.HandedOver or ParcelState.Returned || TrackingRank.MoveTo(told.State) is null ? RoadRefusals.StateUnknown(Spell(told.State))
        : told.State != parcel.State && ParcelFlow.After(parcel.State, TrackingRank.MoveTo(told.State)!.Value) is null ? RoadRefusals.StateUnfit(parcel.State, told.State)
        : told.State == ParcelState.AttemptFailed && told.Reason is null ? RoadRefusals.ReasonMissing()
        : null;

    private static async Task<Refusal?> RefuseCodeAsync(Work work, TellFromRoad told, Parcel parcel, CancellationToken cancellationToken) =>
        told.Code is { Length: > 0 } code && code != DoorCode.Of(await TrackLinks.TokenAsync(work.Db, parcel.OrderId, work.Now, cancellationToken), parcel.Id) ? RoadRefusals.CodeWrong() : null;

    private async Task HearAsync(Work work, TellFromRoad told, SalesOrder order, Parcel parcel, CancellationToken cancellationToken)
    {
        var at = told.At is { } by && by < work.Now ? by : work.Now;
        var cash = told.CashMinor is { } minor ? new Money(minor, order.Currency).Amount : (decimal?)null;
        await TrackingLedger.WriteAsync(work, [new(
            parcel.Courier!, new(parcel.Tracking ?? parcel.Sscc, Spell(told.State), "", told.Reason is { } reason ? Spell(reason) : "", at, null, told.Place ?? "", null, cash), RoadSource.Driver, null, told.Reason)], cancellationToken);
        await _scale.WeighAsync(work, [parcel.Id], cancellationToken);
    }

    private void Prove(Work work, TellFromRoad told, SalesOrder order, Parcel parcel)
    {
        var withCode = told.Code is { Length: > 0 };
        if (told.State != ParcelState.Delivered || (told.Pictures.Count == 0 && told.ReceivedBy is null && !withCode))
        {
            return;
        }

        if (work.Db.DeliveryProofs.Find(parcel.Id) is null)
        {
            work.Db.DeliveryProofs.Add(new DeliveryProof
            {
                ParcelId = parcel.Id, At = told.At ?? work.Now, ById = work.By.Id, ByName = work.By.Name, ReceivedBy = told.ReceivedBy, WithCode = withCode,
                Latitude = told.Latitude, Longitude = told.Longitude,
            });
        }

        foreach (var picture in told.Pictures)
        {
            work.Db.ProofPictures.Add(new ProofPicture { ParcelId = parcel.Id, Kind = picture.Kind, File = picture.File, AddedAt = work.Now });
        }

        work.Also(new DeliveryProven(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, [.. told.Pictures.Select(picture => picture.Kind).Distinct().Order()], withCode));
    }

    private static string Spell<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
