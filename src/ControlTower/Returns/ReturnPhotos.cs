using ControlTower.Data;
using ControlTower.Playbook.Vocabulary;
using Npgsql;

namespace ControlTower.Returns;

/// <summary>Photos of what came back: kept as those of parcels are, and shown to whoever may see the return that names them.</summary>
public sealed class ReturnPhotos(PhotoStore photos, NpgsqlDataSource database)
{
    public const int BytesMax = PhotoStore.BytesMax;

    /// <returns>Or <c>packing.photo-invalid</c>, <c>packing.photo-too-large</c>.</returns>
    public Task<Outcome<KeptPhoto>> KeepAsync(byte[] sent, CancellationToken cancellationToken) =>
        sent.Length > BytesMax ? Task.FromResult<Outcome<KeptPhoto>>(Playbook.Packing.PackingRefusals.PhotoTooLarge(PhotoStore.PixelsMax)) : photos.KeepAsync(sent, cancellationToken);

    /// <returns>Path of the file and warehouse of its return; null where no return names it.</returns>
    public async Task<(string Path, string Warehouse)?> FindAsync(string photo, CancellationToken cancellationToken)
    {
        await using var find = database.CreateCommand("select r.warehouse from return_grade g join return_case r on r.id = g.return_id where g.photo = $1 limit 1");
        find.Parameters.Add(new() { Value = photo });
        return await find.ExecuteScalarAsync(cancellationToken) is string warehouse && photos.Find(photo) is { } path ? (path, warehouse) : null;
    }
}
