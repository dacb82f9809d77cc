using ControlTower.Data;
using ControlTower.Playbook.Access;
using ControlTower.Playbook.Inventory;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore;

namespace ControlTower.Inventory;

/// <summary>A SKU gets a picture of our own; the picker sees it.</summary>
/// <param name="Image">Name of the stored file.</param>
public sealed record PictureSku(Guid CommandId, Actor By, string Sku, string Image) : ICommand
{
    public static Duty Needs => Duty.KeepCatalogue;
}

public sealed class PictureSkuHandler(CommitGate gate)
{
    public Task<Outcome<Committed<SkuPictured>>> HandleAsync(PictureSku command, CancellationToken cancellationToken) =>
        gate.CommitAsync<PictureSku, SkuPictured>(command, async work =>
        {
            var item = await work.Db.Skus.FromSql($"select * from sku where sku = {command.Sku} for update").FirstOrDefaultAsync(cancellationToken);
            if (item is null)
            {
                return InventoryRefusals.Unknown(command.Sku);
            }

            var before = item.Image;
            (item.Image, item.UpdatedAt) = (command.Image, work.Now);
            return new SkuPictured(item.Sku, command.Image, before);
        }, cancellationToken);
}
