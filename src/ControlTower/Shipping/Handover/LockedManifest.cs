using ControlTower.Access;
using ControlTower.Data;
using ControlTower.Playbook.Shipping;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Shipping.Handover;

/// <summary>A manifest as an act finds it: locked, with its parcels.</summary>
internal static class LockedManifest
{
    /// <returns>Or <c>manifest.unknown</c>, <c>access.scope</c>, <c>shipping.manifest-closed</c>.</returns>
    public static async Task<Outcome<Manifest>> FindOpenAsync(Work work, Guid id, CancellationToken cancellationToken)
    {
        var manifest = await work.Db.Manifests.FromSql($"select * from manifest where id = {id} for update").SingleOrDefaultAsync(cancellationToken);
        if (manifest is null)
        {
            return ShippingRefusals.ManifestUnknown(id.ToString());
        }

        if (!work.By.Sees(manifest.Warehouse))
        {
            return AccessRefusals.OutOfScope(manifest.Warehouse);
        }

        if (manifest.State == ManifestState.Closed)
        {
            return ShippingRefusals.ManifestClosed(manifest.Number);
        }

        await work.Db.Entry(manifest).Collection(one => one.Parcels).LoadAsync(cancellationToken);
        return manifest;
    }
}
