using System.Text.Json.Serialization;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Packing;

/// <summary>A photo that was kept is bound to its parcel.</summary>
/// <param name="Parcel">Its SSCC.</param>
/// <param name="Sha256">Of the file as it was sent: the same photo sent again is the same wish, whatever name it is kept under.</param>
public sealed record PhotographParcel(Guid CommandId, Actor By, string Parcel, string Sha256, [property: JsonIgnore] KeptPhoto Kept) : ICommand
{
    public static Duty Needs => Duty.Pack;
}

public sealed class PhotographParcelHandler(CommitGate gate, ParcelDesk desk)
{
    /// <summary>Of one parcel.</summary>
    public const int PhotosMax = 8;

    /// <returns>Or <c>packing.photos-enough</c>, and what <see cref="ParcelActs.OpenAsync"/> refuses. A sealed parcel may be photographed, too.</returns>
    public Task<Outcome<Committed<ParcelPhotographed>>> HandleAsync(PhotographParcel command, CancellationToken cancellationToken) =>
        gate.CommitAsync<PhotographParcel, ParcelPhotographed>(command, async work =>
        {
            if (!(await ParcelActs.OpenAsync(work, desk, command.Parcel, mustBeOpen: false, cancellationToken)).Decided(out var locked, out var refused))
            {
                return refused;
            }

            var (order, parcel, _) = locked;
            if (parcel.State is not (ParcelState.Open or ParcelState.Sealed or ParcelState.Labelled))
            {
                return PackingRefusals.NotOpen(parcel.State);
            }

            if (await work.Db.ParcelPhotos.CountAsync(photo => photo.ParcelId == parcel.Id, cancellationToken) >= PhotosMax)
            {
                return PackingRefusals.PhotosEnough(PhotosMax);
            }

            var taken = new ParcelPhoto(Guid.CreateVersion7(work.Now), parcel.Id, command.Kept.File, command.Kept.Width, command.Kept.Height, command.Kept.Bytes, work.Now, work.By.Id);
            work.Db.ParcelPhotos.Add(taken);
            await Checklists.TickAsync(work, PackingChecklist.Slug, JournalKeys.Parcel(parcel.Id), PackingChecklist.Photo, cancellationToken);
            order.Settle(work.Now);
            return new ParcelPhotographed(order.Id, desk.NumberOf(order), parcel.Id, parcel.Sscc, taken.Id, taken.File, taken.Bytes);
        }, cancellationToken);
}
