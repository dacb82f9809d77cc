using System.Security.Cryptography;
using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Packing;
using ControlTower.Playbook.Vocabulary;

namespace ControlTower.Packing;

/// <summary>Takes a photo in: the picture is drawn anew and kept, then bound to its parcel. A picture that no parcel got, or got before, is thrown away.</summary>
public sealed class ParcelCamera(PhotoStore photos, PhotographParcelHandler handler)
{
    /// <returns>Or what <see cref="PhotoStore.KeepAsync"/> and <see cref="PhotographParcelHandler"/> refuse.</returns>
    public async Task<Outcome<Committed<ParcelPhotographed>>> TakeAsync(Guid commandId, Actor by, string parcel, byte[] file, CancellationToken cancellationToken)
    {
        if (!(await photos.KeepAsync(file, cancellationToken)).Decided(out var kept, out var refused))
        {
            return refused;
        }

        var outcome = await handler.HandleAsync(new(commandId, by, parcel, Convert.ToHexStringLower(SHA256.HashData(file)), kept), cancellationToken);
        if (!outcome.Decided(out var taken, out _) || taken.Event.File != kept.File)
        {
            photos.Forget(kept.File);
        }

        return outcome;
    }
}
